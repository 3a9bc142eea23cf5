package io.quartermaster.sandbox.aws.iam;

import io.quartermaster.sandbox.aws.protocol.AwsService;
import io.quartermaster.sandbox.aws.protocol.Xml;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All operations, by service and name. */
public final class Operations {

  private Operations() {}

  public static Map<AwsService, Map<String, Operation>> all() {
    return Map.of(
        AwsService.IAM,
        byName(
            Stream.of(
                    ProviderOperations.all(),
                    RoleOperations.all(),
                    RolePolicyOperations.all(),
                    InstanceProfileOperations.all())
                .flatMap(List::stream)),
        AwsService.STS,
        byName(
            Stream.of(Operation.returning("GetCallerIdentity", Operations::writeCallerIdentity))));
  }

  private static void writeCallerIdentity(Invocation call, Xml xml) {
    xml.text("Arn", call.caller().arn())
        .text("UserId", call.caller().userId())
        .text("Account", call.state().accountId());
  }

  private static Map<String, Operation> byName(Stream<Operation> all) {
    return all.collect(Collectors.toMap(Operation::name, Function.identity()));
  }
}
