package io.quartermaster.sandbox.aws;

import io.quartermaster.sandbox.aws.iam.Account;
import io.quartermaster.sandbox.aws.iam.AccountState;
import io.quartermaster.sandbox.aws.iam.Invocation;
import io.quartermaster.sandbox.aws.iam.Operation;
import io.quartermaster.sandbox.aws.iam.Operations;
import io.quartermaster.sandbox.aws.protocol.AccessKey;
import io.quartermaster.sandbox.aws.protocol.AwsKeys;
import io.quartermaster.sandbox.aws.protocol.AwsRefusal;
import io.quartermaster.sandbox.aws.protocol.AwsReplies;
import io.quartermaster.sandbox.aws.protocol.AwsService;
import io.quartermaster.sandbox.aws.protocol.Caller;
import io.quartermaster.sandbox.aws.protocol.Query;
import io.quartermaster.sandbox.aws.protocol.SignatureCheck;
import io.quartermaster.sandbox.exchange.Exchange;
import io.quartermaster.sandbox.exchange.Reply;
import io.quartermaster.sandbox.faults.FaultPlan;
import io.quartermaster.sandbox.faults.Faults;
import io.quartermaster.sandbox.journal.Request;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The endpoint of IAM and STS. */
public final class AwsApi {

  /** The account, and the keys that are valid for signing. */
  public record Setup(String accountId, AccessKey clientKey, AccessKey gatewayKey) {}

  private final Exchange exchange;
  private final AccountState state;
  private final SignatureCheck signatures;
  private final String gatewayKeyId;
  private final Map<AwsService, Map<String, Operation>> operations = Operations.all();

  public AwsApi(Setup setup, Clock clock, Faults faults, Exchange exchange) {
    this.exchange = exchange;
    this.state = new AccountState(setup.accountId(), clock, faults);
    this.signatures =
        new SignatureCheck(
            new AwsKeys(setup.clientKey(), setup.gatewayKey(), setup.accountId()), clock);
    this.gatewayKeyId = setup.gatewayKey().accessKeyId();
  }

  /** Handles one request. */
  public void handle(HttpServerRequest http) {
    http.body().onSuccess(body -> serve(http, body));
  }

  /** The names of all operations, for faults. */
  public Set<String> operations() {
    return operations.values().stream()
        .flatMap(service -> service.keySet().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The account, to be saved. */
  public Account snapshot() {
    return state.current();
  }

  /** Starts again, from a snapshot or empty. */
  public void reset(@Nullable Account snapshot) {
    state.reset(snapshot);
  }

  private void serve(HttpServerRequest http, Buffer body) {
    Query query;
    try {
      query = Query.parse(body.toString());
    } catch (AwsRefusal malformed) {
      Exchange.send(http.response(), new AwsReplies(AwsService.IAM).error(malformed));
      return;
    }
    String authorization = Objects.requireNonNullElse(http.getHeader("Authorization"), "");
    AwsService service =
        AwsService.ofVersion(query.get("Version", ""))
            .orElse(authorization.contains("/sts/aws4_request") ? AwsService.STS : AwsService.IAM);
    String action = query.get("Action", "");
    Map<String, Object> parameters = new HashMap<>(query.parameters());
    parameters.keySet().removeAll(List.of("Action", "Version"));
    String caller =
        authorization.contains("Credential=" + gatewayKeyId + "/")
            ? Request.GATEWAY
            : Request.CLIENT;
    exchange.serve(
        http,
        new Request(AwsService.SYSTEM, action.isEmpty() ? "(none)" : action, caller, parameters),
        new AwsReplies(service),
        plan -> Future.succeededFuture(answer(http, body, query, service, plan)));
  }

  private Reply answer(
      HttpServerRequest http, Buffer body, Query query, AwsService service, FaultPlan plan) {
    AwsReplies replies = new AwsReplies(service);
    try {
      Operation operation = operation(query, service);
      Caller caller = signatures.verify(http, body.getBytes(), service.signingName());
      synchronized (state) {
        Invocation call = new Invocation(state, query, plan, caller);
        return replies.success(operation.name(), operation.run().apply(call));
      }
    } catch (AwsRefusal refusal) {
      return replies.error(refusal);
    }
  }

  private Operation operation(Query query, AwsService service) {
    String action = query.get("Action", "");
    String version = query.get("Version", "");
    if (action.isEmpty()) {
      throw new AwsRefusal(400, "MissingAction", "The request must contain the parameter Action.");
    }
    if (AwsService.ofVersion(version).isEmpty()) {
      throw new AwsRefusal(
          400, "NoSuchVersion", "The requested version ( " + version + " ) is not valid.");
    }
    Operation operation = operations.getOrDefault(service, Map.of()).get(action);
    if (operation == null) {
      throw new AwsRefusal(
          400, "InvalidAction", "Could not find operation " + action + " for version " + version);
    }
    return operation;
  }
}
