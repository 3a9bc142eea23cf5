package io.quartermaster.sandbox.aws;

import io.quartermaster.sandbox.exchange.Exchange;
import io.quartermaster.sandbox.exchange.Reply;
import io.quartermaster.sandbox.faults.FaultPlan;
import io.quartermaster.sandbox.faults.Faults;
import io.quartermaster.sandbox.journal.Request;
import io.quartermaster.sandbox.tokens.TokenKey;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The endpoint of IAM and STS. */
public final class AwsApi {

  /** The name of this system in journal and faults. */
  public static final String SYSTEM = "aws";

  /** The account, and the keys that may sign. */
  public record Setup(
      String accountId, Duration principalPropagation, AccessKey clientKey, AccessKey gatewayKey) {}

  private final Exchange exchange;
  private final AwsState state;
  private final SignatureCheck signatures;
  private final String gatewayKeyId;
  private final Map<AwsService, Map<String, Operation>> operations;

  public AwsApi(Setup setup, TokenKey tokenKey, Clock clock, Faults faults, Exchange exchange) {
    this.exchange = exchange;
    this.state = new AwsState(setup.accountId(), setup.principalPropagation(), clock, faults);
    AwsKeys keys = new AwsKeys(setup.clientKey(), setup.gatewayKey(), setup.accountId());
    this.signatures = new SignatureCheck(keys, clock);
    this.gatewayKeyId = setup.gatewayKey().accessKeyId();
    this.operations =
        Map.of(
            AwsService.IAM,
            byName(
                Stream.of(
                        ProviderOperations.all(),
                        RoleOperations.all(),
                        RolePolicyOperations.all(),
                        ManagedPolicyOperations.all(),
                        InstanceProfileOperations.all())
                    .flatMap(List::stream)),
            AwsService.STS,
            byName(new StsOperations(keys, tokenKey).all().stream()));
  }

  private static Map<String, Operation> byName(Stream<Operation> all) {
    return all.collect(Collectors.toMap(Operation::name, Function.identity()));
  }

  /** Takes one request. */
  public void handle(HttpServerRequest http) {
    http.body().onSuccess(body -> serve(http, body));
  }

  /** The names of all operations, for faults. */
  public Set<String> operations() {
    return operations.values().stream()
        .flatMap(service -> service.keySet().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The account, readable, for {@code GET /state}. */
  public Map<String, Object> view() {
    return AccountView.of(state.current());
  }

  /** The account, to be saved. */
  public Object snapshot() {
    return state.current();
  }

  /** The type that {@link #snapshot()} gives. */
  public static Class<?> snapshotType() {
    return AwsAccount.class;
  }

  /** Starts again, from a snapshot or empty. */
  public void reset(@Nullable Object snapshot) {
    state.reset((AwsAccount) snapshot);
  }

  private void serve(HttpServerRequest http, Buffer body) {
    Query query;
    try {
      query = Query.parse(String.join("&", text(http.query()), body.toString()));
    } catch (AwsRefusal malformed) {
      Exchange.send(http.response(), new AwsForms(AwsService.IAM).error(malformed));
      return;
    }
    AwsService service =
        AwsService.ofVersion(query.get("Version", "")).orElseGet(() -> signedFor(http));
    String action = query.get("Action", "");
    Map<String, Object> parameters = new HashMap<>(query.parameters());
    parameters.keySet().removeAll(List.of("Action", "Version"));
    String caller = fromGateway(http) ? Request.GATEWAY : Request.CLIENT;
    Request request = new Request(SYSTEM, action.isEmpty() ? "(none)" : action, caller, parameters);
    exchange.serve(
        http,
        request,
        new AwsForms(service),
        plan -> Future.succeededFuture(answer(http, body, query, service, plan)));
  }

  private Reply answer(
      HttpServerRequest http, Buffer body, Query query, AwsService service, FaultPlan plan) {
    AwsForms forms = new AwsForms(service);
    try {
      Operation operation = operation(query, service);
      Caller caller =
          operation.signed()
              ? signatures.verify(http, body.getBytes(), service.signingName())
              : Caller.NOBODY;
      requirePermission(caller, service, operation);
      synchronized (state) {
        Invocation call = new Invocation(state, query, plan, caller);
        return forms.success(operation, operation.run().apply(call));
      }
    } catch (AwsRefusal refusal) {
      return forms.error(refusal);
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

  /** Temporary credentials of the Amazon Q role may do nothing here but ask who they are. */
  private static void requirePermission(Caller caller, AwsService service, Operation operation) {
    if (caller.session() && service == AwsService.IAM) {
      throw new AwsRefusal(
          403,
          "AccessDenied",
          "User: " + caller.arn() + " is not authorized to perform: iam:" + operation.name());
    }
  }

  private boolean fromGateway(HttpServerRequest http) {
    return text(http.getHeader("Authorization")).contains("Credential=" + gatewayKeyId + "/");
  }

  private static AwsService signedFor(HttpServerRequest http) {
    return text(http.getHeader("Authorization")).contains("/sts/aws4_request")
        ? AwsService.STS
        : AwsService.IAM;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
