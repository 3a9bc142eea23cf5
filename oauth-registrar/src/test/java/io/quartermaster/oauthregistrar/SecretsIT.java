package io.quartermaster.oauthregistrar;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.OAuthAppFailed;
import io.quartermaster.contracts.OAuthAppRegistered;
import io.quartermaster.contracts.Topic;
import io.quartermaster.sandbox.faults.Fault;
import io.quartermaster.testkit.Await;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The client secret and the two tokens are never stored, published, logged or traced. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(InstanceUnderTest.class)
class SecretsIT {

  /** GitLab's prefix of the secrets of OAuth applications. */
  private static final String CLIENT_SECRET = "gloas-";

  private static final String REGISTER = "CreateOAuthApplication";

  @Inject DataSource database;
  @Inject RecordedSpans spans;

  @ConfigProperty(name = "oauth-registrar.gateway.token-file")
  Path tokenFile;

  TestTopics topics;
  InstanceUnderTest instance;

  @Test
  void appearInNoRowEventLogOrTrace() throws Exception {
    instance.reset(database);
    instance.grantAccess("Q", InstanceUnderTest.TWELVE_HOURS);
    instance.grantAccess("Other", InstanceUnderTest.TWELVE_HOURS);

    try (RecordedLog log = new RecordedLog()) {
      next(new Fault.Cut(Fault.Cut.Moment.AFTER_EFFECT));
      instance.save("Q", 1);
      instance.await(OAuthAppRegistered.class, 1);
      next(new Fault.Failure(400, "OTHER", "client_secret gloas-0123456789 is bad"));
      instance.save("Other", 2);
      instance.await(OAuthAppFailed.class, event -> event.failure().code().endsWith("_invalid"));
      next(new Fault.Failure(503, "EDGE", "gloas-0123456789"));
      instance.save("Other", 3);
      instance.await(OAuthAppRegistered.class, 3);

      Await.eventually(
          () -> assertThat(spans.all()).anyMatch(span -> span.contains("amazon_q/oauth")));
      assertThat(log.lines()).anyMatch(line -> line.contains("OAuth application registered"));
      assertClean("log", log.lines());
    }
    assertClean("traces", spans.all());
    assertClean("database", rows());
    for (Topic topic : Topic.values()) {
      assertClean(topic.topicName(), topics.read(topic).stream().map(Object::toString).toList());
    }
  }

  private void next(Fault fault) {
    instance.faults().setNext(1, "gateway", REGISTER, fault);
  }

  private void assertClean(String source, List<String> texts) throws Exception {
    String cloudConnectorToken = Files.readString(tokenFile);
    String gitLabToken = instance.credentials().gitlabAdminToken();
    assertThat(texts)
        .as(source)
        .noneMatch(text -> text.contains(CLIENT_SECRET))
        .noneMatch(text -> text.contains(cloudConnectorToken))
        .noneMatch(text -> text.contains(gitLabToken));
  }

  private List<String> rows() throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = database.getConnection()) {
      for (String table :
          column(connection, "select tablename from pg_tables where schemaname = 'public'")) {
        rows.addAll(column(connection, "select t::text from \"" + table + "\" t"));
      }
    }
    assertThat(rows).anyMatch(row -> row.contains(instance.uid()));
    return rows;
  }

  private static List<String> column(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        values.add(result.getString(1));
      }
    }
    return values;
  }
}
