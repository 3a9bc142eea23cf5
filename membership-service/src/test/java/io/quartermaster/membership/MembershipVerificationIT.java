package io.quartermaster.membership;

import static io.quartermaster.testkit.Awaits.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.contracts.Availability;
import io.quartermaster.contracts.MembershipProgressed;
import io.quartermaster.gitlab.user.GitLabUsers;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.testkit.RealServers;
import io.quartermaster.testkit.TestTopics;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A look that an administrator asks for. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(GitLabStandIn.class)
class MembershipVerificationIT {

  private static final int DEVELOPER = 30;

  TestTopics topics;
  Sandbox sandbox;
  @Inject OwnTables own;
  @Inject GitLabUsers users;

  private Administrator admin;

  @BeforeEach
  void startAfresh() {
    own.clear();
    sandbox.reset();
    admin = new Administrator(topics);
  }

  @Test
  void aLookThatIsAskedForSeesANewProjectAndABlockedAccountWithoutASave() {
    long revision = admin.saves(Availability.DEFAULT_ON);
    MembershipProgressed done = admin.membershipsDone(revision);
    long account = admin.accountReady(revision).userId();
    long added = sandbox.gitlab().createProject("new", 5);
    users.block(account);

    admin.verifies(1);

    eventually(() -> assertThat(users.byId(account).orElseThrow().state()).isEqualTo("active"));
    admin.membershipsDoneAfter(done);
    eventually(
        () -> assertThat(sandbox.gitlab().projectAccess(added, account)).contains(DEVELOPER));
  }
}
