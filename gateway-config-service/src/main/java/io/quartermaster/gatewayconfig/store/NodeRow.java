package io.quartermaster.gatewayconfig.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quartermaster.gatewayconfig.decision.NodeConnection;
import io.quartermaster.gatewayconfig.decision.NodeDrift;
import io.quartermaster.gatewayconfig.decision.NodeState;
import io.quartermaster.step.StepFailure;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the inventory with the state of the node. */
@Entity
@Table(name = "gitlab_node")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields; the columns are not null.
class NodeRow {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<NodeConnection> CONNECTION = new TypeReference<>() {};
  private static final TypeReference<List<NodeDrift>> DRIFT = new TypeReference<>() {};

  @Id String name;
  int position;

  String connection;

  @Enumerated(EnumType.STRING)
  NodeState.Phase phase;

  boolean rollingBack;
  Instant since;
  long pass;
  @Nullable String goal;
  @Nullable String verifiedGoal;
  @Nullable String failedGoal;
  @Nullable UUID jobId;
  @Nullable Instant jobStartedAt;
  boolean reconfigureRequired;
  @Nullable String output;
  @Nullable String failureKind;
  @Nullable String failureCode;
  @Nullable String failureDetail;
  @Nullable String failureRemedy;
  String drift;
  @Nullable String gitlabVersion;
  Instant updatedAt;
  long version;

  NodeConnection connection() {
    return read(connection, CONNECTION);
  }

  void set(NodeConnection newConnection) {
    connection = write(newConnection);
  }

  NodeState state() {
    return new NodeState(
        phase,
        rollingBack,
        since,
        pass,
        new NodeState.Goals(goal, verifiedGoal, failedGoal),
        new NodeState.Run(jobId, jobStartedAt, reconfigureRequired, output),
        new NodeState.Report(failure(), read(drift, DRIFT), gitlabVersion));
  }

  void set(NodeState state) {
    phase = state.phase();
    rollingBack = state.rollingBack();
    since = state.since();
    pass = state.pass();
    goal = state.goals().current();
    verifiedGoal = state.goals().verified();
    failedGoal = state.goals().failed();
    jobId = state.run().id();
    jobStartedAt = state.run().startedAt();
    reconfigureRequired = state.run().required();
    output = state.run().output();
    StepFailure failure = state.report().failure();
    failureKind =
        failure == null ? null : failure instanceof StepFailure.Refused ? "REFUSED" : "UNAVAILABLE";
    failureCode = failure == null ? null : failure.code();
    failureDetail = failure == null ? null : failure.detail();
    failureRemedy = failure == null ? null : failure.remedy();
    drift = write(state.report().drift());
    gitlabVersion = state.report().gitlabVersion();
  }

  private @Nullable StepFailure failure() {
    if (failureKind == null
        || failureCode == null
        || failureDetail == null
        || failureRemedy == null) {
      return null;
    }
    return failureKind.equals("REFUSED")
        ? new StepFailure.Refused(failureCode, failureDetail, failureRemedy)
        : new StepFailure.Unavailable(failureCode, failureDetail, failureRemedy);
  }

  private <T> T read(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Row of node " + name + " is not readable", e);
    }
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not writable as JSON: " + value.getClass(), e);
    }
  }
}
