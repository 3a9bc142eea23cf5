package io.quartermaster.iamprovisioner;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.SandboxOptions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sandbox as AWS of a test; fills fields of the type {@link AwsAccount}. */
public final class SandboxAws implements QuarkusTestResourceLifecycleManager {
  private @Nullable Sandbox sandbox;
  private @Nullable AwsAccount account;

  @Override
  public Map<String, String> start() {
    Sandbox started = Sandbox.start(SandboxOptions.defaults());
    sandbox = started;
    account = new AwsAccount(started);
    // The SDK's credentials chain reads system properties, not the configuration of the service.
    System.setProperty("aws.accessKeyId", account.accessKeyId());
    System.setProperty("aws.secretAccessKey", account.secretAccessKey());
    return Map.of(
        "iam-provisioner.aws.endpoint", started.awsUrl().toString(),
        // Longer than any pause of a busy machine: a call that is given up is made again, and tests
        // count calls.
        "iam-provisioner.aws.attempt-timeout", "30s",
        "iam-provisioner.aws.call-timeout", "60s",
        "iam-provisioner.settle-within", "15s",
        "quartermaster.messaging.reconcile.back-off-cap", "1s");
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(account, field -> field.getType() == AwsAccount.class);
  }

  @Override
  public void stop() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    if (sandbox != null) {
      sandbox.close();
    }
  }
}
