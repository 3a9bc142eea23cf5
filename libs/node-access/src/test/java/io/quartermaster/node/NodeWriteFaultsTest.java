package io.quartermaster.node;

import static io.quartermaster.node.TestNode.PRODUCTION;
import static io.quartermaster.node.TestNode.answered;
import static io.quartermaster.node.TestNode.failed;
import static io.quartermaster.node.TestNode.goal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quartermaster.contracts.FailureCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults of the file system by real means: mounts in a mount namespace of the program's own, and an
 * unprivileged user. Each is refused with its reason, and leaves the files as they were.
 */
class NodeWriteFaultsTest {

  private static final String ETC = "/etc/gitlab";

  @TempDir Path folder;
  private TestNode node;
  private NodeGoal next;

  @BeforeEach
  void prepare() throws IOException {
    boolean root = System.getProperty("user.name").equals("root");
    if ("true".equals(System.getenv("CI"))) {
      assertThat(root).as("the tests run as root, for mounts").isTrue();
    }
    assumeTrue(root, "Not root: mounts. Run these tests as root");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    node = TestNode.in(folder);
    node.configure(PRODUCTION);
    next = goal("https://other.example.com");
  }

  @Test
  void fullDisk() {
    String full =
        "cp -a $R/etc/gitlab $R/copy; mount -t tmpfs -o size=64k tmpfs $R/etc/gitlab;"
            + " cp -a $R/copy/. $R/etc/gitlab; cat /dev/zero > $R/etc/gitlab/filler 2>/dev/null;";

    refuses(full, FailureCodes.GITLAB_RB_DISK_FULL, "/etc/gitlab/quartermaster.rb");
  }

  @Test
  void fullDiskOfTheBackup() {
    String full =
        "cp -a $R/var/lib/quartermaster $R/copy; mount -t tmpfs -o size=32k tmpfs"
            + " $R/var/lib/quartermaster; cp -a $R/copy/. $R/var/lib/quartermaster;"
            + " rm $R/var/lib/quartermaster/staged.json;"
            + " cat /dev/zero > $R/var/lib/quartermaster/filler 2>/dev/null;";

    refuses(full, FailureCodes.GITLAB_RB_DISK_FULL, "/var/lib/quartermaster/");
  }

  @Test
  void readOnlyFileSystem() {
    String readOnly =
        "mount --bind $R/etc/gitlab $R/etc/gitlab; mount -o remount,ro,bind $R/etc/gitlab;";

    refuses(readOnly, FailureCodes.GITLAB_RB_READ_ONLY, ETC + "/quartermaster.rb");
  }

  @Test
  void fileMountedByItself() {
    String mounted =
        "cp $R/etc/gitlab/gitlab.rb $R/copy; mount --bind $R/copy $R/etc/gitlab/gitlab.rb;";

    refuses(mounted, FailureCodes.GITLAB_RB_MOUNTED, ETC + "/gitlab.rb");
  }

  @Test
  void unprivilegedUser() throws IOException {
    Files.setAttribute(node.files.gitlabRb(), "unix:mode", 0644);
    Files.setAttribute(folder.resolve("var/lib/quartermaster"), "unix:mode", 0755);
    NodeAccess unprivileged =
        node.accessWith(
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"),
            Duration.ofMinutes(1));

    NodeFailure failure = failed(unprivileged.stage(next, node.observe(next).hashes()));

    assertThat(failure.code()).isEqualTo(FailureCodes.GITLAB_RB_NOT_PERMITTED);
    assertThat(failure.unavailable()).isFalse();
    assertUnchanged();
  }

  @Test
  void ownerThatCannotBeKept() {
    String owner =
        "chown -R 65534 $R/etc/gitlab $R/var/lib/quartermaster; chown 0 $R/etc/gitlab/gitlab.rb;";

    NodeAccess unprivileged = with(owner, "setpriv --reuid=65534 --regid=65534 --clear-groups ");

    assertThat(failed(unprivileged.stage(next, node.observe(next).hashes())))
        .returns(FailureCodes.GITLAB_RB_NOT_PERMITTED, NodeFailure::code)
        .satisfies(failure -> assertThat(failure.detail()).contains("quartermaster.rb"));
    assertUnchanged();
  }

  private void refuses(String mounts, String code, String file) {
    NodeAccess access = with(mounts, "");
    Observation.Hashes hashes = node.observe(next).hashes();

    assertThat(answered(access.observe(next)).hashes()).as("reading").isEqualTo(hashes);
    NodeFailure failure = failed(access.stage(next, hashes));

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.unavailable()).isFalse();
    assertThat(failure.detail()).startsWith("Node web-1: ").contains(file);
    assertThat(failure.remedy()).isNotBlank();
    assertUnchanged();
  }

  private void assertUnchanged() {
    assertThat(node.observe(PRODUCTION).include().state())
        .isEqualTo(Observation.Include.State.AS_DESIRED);
    assertThat(node.otherFiles()).isEmpty();
    node.configure(next);
  }

  /** Access whose program runs after a script in a mount namespace, which ends with it. */
  private NodeAccess with(String script, String words) {
    String shell =
        "R="
            + folder
            + "; { "
            + script
            + " } >/dev/null; "
            + words
            + "\"$@\"; s=$?; "
            + "ls $R/etc/gitlab | grep -q next && exit 99; exit $s";
    List<String> prefix =
        List.of("unshare", "--mount", "--propagation", "private", "sh", "-c", shell, "sh");
    return node.accessWith(prefix, Duration.ofMinutes(1));
  }
}
