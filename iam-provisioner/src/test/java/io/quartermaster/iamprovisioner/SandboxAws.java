package io.quartermaster.iamprovisioner;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quartermaster.sandbox.Sandbox;
import io.quartermaster.sandbox.SandboxOptions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sandbox as AWS of a test; fills fields of the type {@link AwsAccount}. */
public final class SandboxAws implements QuarkusTestResourceLifecycleManager {
  private @Nullable AwsAccount account;

  @Override
  public Map<String, String> start() {
    Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    AwsAccount started = new AwsAccount(sandbox);
    account = started;
    // The SDK's credentials chain reads system properties, not the configuration of the service.
    System.setProperty("aws.accessKeyId", started.accessKeyId());
    System.setProperty("aws.secretAccessKey", started.secretAccessKey());
    Map<String, String> config = new HashMap<>(AwsAccount.PATIENT_TIMEOUTS);
    config.put("iam-provisioner.aws.endpoint", sandbox.awsUrl().toString());
    config.put("iam-provisioner.tags.CostCenter", FoundAccess.COST_CENTER);
    config.put("setup-step.settle-timeout", "8s");
    config.put("setup-step.min-retry-interval", "200ms");
    config.put("quartermaster.messaging.reconcile.back-off-cap", "1s");
    return config;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(account, field -> field.getType() == AwsAccount.class);
  }

  @Override
  public void stop() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    if (account != null) {
      account.close();
    }
  }
}
