package io.quartermaster.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions of the script, in a temporary repository. */
class QmScriptTest {
  private static final Path SCRIPT = Path.of(System.getProperty("quartermaster.home"), "qm");

  @TempDir private Path home;

  @BeforeEach
  void copyTheScript() throws IOException {
    Files.copy(SCRIPT, home.resolve("qm"));
  }

  @Test
  void buildIsCurrentWithoutANewerSource() throws Exception {
    builtAt(Instant.now().plusSeconds(60));
    assertThat(run("if stale; then echo stale; else echo good; fi")).isEqualTo("good");
  }

  @Test
  void buildIsStaleAfterANewerSource() throws Exception {
    builtAt(Instant.now().minusSeconds(60));
    assertThat(run("if stale; then echo stale; else echo good; fi")).isEqualTo("stale");
  }

  @Test
  void buildIsCurrentDespiteANewerTest() throws Exception {
    Instant build = Instant.now().plusSeconds(60);
    builtAt(build);
    Path test = file("iam-provisioner/src/test/java/ATest.java");
    Files.setLastModifiedTime(test, FileTime.from(build.plusSeconds(60)));
    assertThat(run("if stale; then echo stale; else echo good; fi")).isEqualTo("good");
  }

  @Test
  void cachesAreOutdatedAfterPackaging() throws Exception {
    String question = "if outdated_caches; then echo outdated; else echo good; fi";
    Path jar = file("iam-provisioner/target/quarkus-app/quarkus-run.jar");
    file("deploy/local/target/local-program/qm.jar");
    assertThat(run(question)).as("never made").isEqualTo("outdated");

    Path stamp = file(".qm/caches.stamp");
    Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().plusSeconds(60)));
    assertThat(run(question)).isEqualTo("good");

    Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(120)));
    assertThat(run(question)).isEqualTo("outdated");
    assertThat(run(question, Map.of("QM_CACHES", "never"))).isEqualTo("good");
    assertThat(run(question, Map.of("QM_BUILD", "never"))).isEqualTo("good");
  }

  @Test
  void usesASuitableJavaHome() throws Exception {
    Path jdk = fakeJdk("jdk", "21.0.9");
    assertThat(run("find_jdk; echo $jdk $jdk_feature", Map.of("JAVA_HOME", jdk.toString())))
        .isEqualTo(jdk + " 21");
  }

  @Test
  void ignoresAnOldJavaHome() throws Exception {
    Path old = fakeJdk("old", "17.0.15");
    Path good = fakeJdk("home/.jdks/good", "22.0.1");
    Map<String, String> environment =
        Map.of("JAVA_HOME", old.toString(), "HOME", home.resolve("home").toString());
    assertThat(run("jdk_candidates", environment)).contains(good.toString());
    assertThat(run("find_jdk; echo $jdk_feature", environment)).isNotEqualTo("17");
  }

  @Test
  void anEarlyAccessReleaseAndAnOldFormOfVersionAreUnderstood() throws Exception {
    assertThat(run("jdk_version " + fakeJdk("ea", "25-ea"))).isEqualTo("25");
    assertThat(run("jdk_version " + fakeJdk("eight", "1.8.0_402"))).isEqualTo("8");
  }

  @Test
  void ignoresAJdkThatDoesNotRun() throws Exception {
    Path broken = fakeJdk("broken", "25.0.1");
    Files.writeString(broken.resolve("bin/java"), "#!/bin/sh\nexit 1\n");
    assertThat(run("find_jdk; echo $jdk", Map.of("JAVA_HOME", broken.toString())))
        .isNotEqualTo(broken.toString());
  }

  @Test
  void comparesMavenVersionsAsNumbers() throws Exception {
    assertThat(run("version_at_least 3.10.1 3.8.7 && echo yes")).isEqualTo("yes");
    assertThat(run("version_at_least 3.8.7 3.8.7 && echo yes")).isEqualTo("yes");
    assertThat(run("version_at_least 3.8.6 3.8.7 || echo no")).isEqualTo("no");
  }

  @Test
  void testRunsEverythingBehindTheGates() throws Exception {
    assertThat(mavenArguments("test -pl iam-provisioner"))
        .contains(" verify ")
        .endsWith(" -pl iam-provisioner")
        .doesNotContain("quick");
  }

  @Test
  void testNamesTheTestsThatWereLeftOut() throws Exception {
    String report =
        "<testcase><skipped message=\"Assumption failed: Not installed: ruby. Install with deploy/test-tools\"/>\n"
            + "<testcase><skipped message=\"Assumption failed: Not root: mounts. Run these tests as root\"/>";
    String writesReport =
        "mkdir -p libs/a/target/surefire-reports;"
            + " echo '%s' >libs/a/target/surefire-reports/TEST-A.xml; exit 3".formatted(report);
    String output = withMaven(writesReport, "trap 'echo \"exit status $?\"' EXIT; main test");
    assertThat(output)
        .contains("Tests that were left out:")
        .contains("1 Not installed: ruby. Install with deploy/test-tools")
        .contains("1 Not root: mounts. Run these tests as root")
        .endsWith("exit status 3");
    assertThat(withMaven("exit 0", "trap 'echo \"exit status $?\"' EXIT; main test"))
        .isEqualTo("exit status 0");
  }

  @Test
  void fastTestSkipsServersAndGates() throws Exception {
    assertThat(mavenArguments("test --fast -pl iam-provisioner"))
        .contains(" test -Dquick ")
        .endsWith(" -pl iam-provisioner")
        .doesNotContain("verify", "--fast");
  }

  /** Nothing is built in this repository: a wrong value must not begin a build of minutes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "up --port-base 0        | --port-base",
        "up --port-base=65530    | --port-base",
        "up --port-base 80       | 1024",
        "up --port-base many     | many",
        "up --kafka-port -5      | --kafka-port",
        "up --kafka-port 99999999999999999999 | --kafka-port",
        "up --kafka-port         | Missing",
        "up --kafka-port 15432   | share a port",
        "up --kafka-port 8112    | share a port",
        "up -d --port-base 9000 --postgres-port 09003 | share a port",
        "up --projects -1        | --projects",
        "up --gitlab-url example.com         | --gitlab-url",
        "up --gitlab-url https://u:p@h       | user information",
        "up --aws-endpoint ftp://h           | --aws-endpoint",
        "up --gateway-url https://h/#f       | fragment",
        "up --state pom.xml                  | not a folder",
        "up --state=pom.xml/inside           | not a folder",
        "up --state=                         | name a folder",
        "demo --role-arn QDeveloperAccess    | arn:aws:iam::123456789012",
        "demo --role-arn=arn:aws:iam::12:role/a | --role-arn",
        "upp                                 | Unknown command",
        "--verbose                           | Unknown command",
      })
  void rejectsAWrongValueBeforeABuild(String command, String reason) throws Exception {
    file("pom.xml");
    assertThat(runWithoutBuild("main " + command)).contains("qm: ", reason, "status 2");
    assertThat(home.resolve(".qm")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "up --port-base 08200 --kafka-port 8206 --state new/folder",
        "up --gitlab-url https://[::1]:8443/gitlab --aws-endpoint http://127.0.0.1:4566",
        "demo --role-arn arn:aws-us-gov:iam::123456789012:role/team/Q",
      })
  void buildsForARightValue(String command) throws Exception {
    file("pom.xml");
    assertThat(runWithoutBuild("main " + command)).contains("a build begins");
  }

  @Test
  void rejectsAnUnknownSetting() throws Exception {
    assertThat(run("main status", Map.of("QM_BUILD", "no"))).contains("QM_BUILD must be never");
    assertThat(run("main status", Map.of("QM_CACHES", "1"))).contains("QM_CACHES must be never");
  }

  /** Maven, with --help, would print its own. */
  @Test
  void helpOfEveryCommandComesFromTheProgram() throws Exception {
    file("deploy/local/target/local-program/qm.jar");
    String report = "run_program() { echo program \"$@\"; exit; }; ";
    assertThat(run(report + "main test --help")).isEqualTo("program test --help");
    assertThat(run(report + "main fmt -h")).isEqualTo("program fmt --help");
    assertThat(run(report + "main help audit verify")).isEqualTo("program audit verify --help");
    assertThat(run(report + "main up --help"))
        .as("of an older build")
        .isEqualTo("program up --help");
  }

  @Test
  void fastMayStandAnywhere() throws Exception {
    assertThat(mavenArguments("test -pl 'a module' --fast -am"))
        .contains(" test -Dquick ")
        .endsWith(" -pl a module -am");
  }

  private String runWithoutBuild(String commands) throws Exception {
    return run(
        "build() { echo a build begins; exit 0; }; (" + commands + ") || echo status $?; true",
        Map.of("JAVA_HOME", fakeJdk("jdk", "25.0.1").toString()));
  }

  private String mavenArguments(String command) throws Exception {
    return withMaven("echo \"$*\"", "main " + command);
  }

  private String withMaven(String build, String commands) throws Exception {
    Path maven = file("bin/mvn");
    Files.writeString(
        maven, "#!/bin/sh\n[ \"$1\" = -v ] && echo 'Apache Maven 3.9.9' && exit\n" + build + "\n");
    Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
    return run(
        commands,
        Map.of(
            "JAVA_HOME",
            fakeJdk("jdk", "25.0.1").toString(),
            "PATH",
            maven.getParent() + ":" + System.getenv("PATH")));
  }

  private void builtAt(Instant time) throws IOException {
    file("pom.xml");
    file("iam-provisioner/pom.xml");
    file("iam-provisioner/src/main/java/A.java");
    Path stamp = file(".qm/build.stamp");
    Files.setLastModifiedTime(stamp, FileTime.from(time));
  }

  private Path file(String name) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }

  private Path fakeJdk(String name, String version) throws IOException {
    Path jdk = home.resolve(name);
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    for (String program : new String[] {"java", "javac"}) {
      Path file = Files.writeString(jdk.resolve("bin").resolve(program), "#!/bin/sh\nexit 0\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return jdk;
  }

  private String run(String commands) throws IOException, InterruptedException {
    return run(commands, Map.of());
  }

  private String run(String commands, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", "source ./qm; " + commands).directory(home.toFile());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    Process process = builder.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    process.waitFor();
    return output;
  }
}
