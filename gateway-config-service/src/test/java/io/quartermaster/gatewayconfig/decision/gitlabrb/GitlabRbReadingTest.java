package io.quartermaster.gatewayconfig.decision.gitlabrb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quartermaster.gatewayconfig.decision.EnvBlock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitlabRbReadingTest {

  private static final EnvBlock DESIRED = new EnvBlock(Map.of("A", "b"), Set.of("FORBIDDEN"));
  private static final String SETTLED = "gitlab_rails['env'] = { 'A' => 'b' }\n";

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments(1, "gitlab_rails['env'] = environment\n"),
        arguments(1, "gitlab_rails['env'] = nil\n"),
        arguments(1, "gitlab_rails['env'] = { 'A' => 'b' }.merge(other)\n"),
        arguments(1, "gitlab_rails['env'] = { 'A' => 'b' }\n  .merge(other)\n"),
        arguments(1, "gitlab_rails['env'] = { 'A' => 'b' } if production\n"),
        arguments(1, "gitlab_rails['env'] ||= { 'A' => 'b' }\n"),
        arguments(1, "gitlab_rails['env']['A'] = 'b'\n"),
        arguments(2, SETTLED + "gitlab_rails['env']['FORBIDDEN'] = '1'\n"),
        arguments(2, SETTLED + "gitlab_rails['env'].delete('A')\n"),
        arguments(2, SETTLED + "gitlab_rails.merge!(other)\n"),
        arguments(2, SETTLED + "%w[env].each { |k| gitlab_rails[k] = {} }\n"),
        arguments(2, SETTLED + "from_file '/etc/gitlab/more.rb'\n"),
        arguments(2, SETTLED + "eval(File.read('/etc/gitlab/more.rb'))\n"),
        arguments(2, "if roles.include?('x')\n  gitlab_rails['env'] = { 'A' => 'b' }\nend\n"),
        arguments(2, "[1].each do |x|\n  gitlab_rails['env'] = { 'A' => 'b' }\nend\n"),
        arguments(1, "x = gitlab_rails['env'] = { 'A' => 'b' }\n"),
        arguments(1, "gitlab_rails['env'] = { NAME => 'b' }\n"),
        arguments(1, "gitlab_rails['env'] = { \"A#{1}\" => 'b' }\n"),
        arguments(1, "gitlab_rails['env'] = { **defaults }\n"),
        arguments(2, "a 1\ngitlab_rails['env'] = { 'A' => 'b'\n"),
        arguments(1, "a 'no end\n"),
        arguments(1, "a <<-EOS\nno end\n"),
        arguments(1, "=begin\nno end\n"),
        arguments(2, "if x\n  a 1\n"),
        arguments(2, "a 1\nend\n"));
  }

  @ParameterizedTest(name = "line {0}: {1}")
  @MethodSource("refusals")
  void whatCannotBeChangedSafelyIsRefusedWithItsLine(int line, String text) {
    assertThat(new GitlabRb(text).with(DESIRED))
        .isInstanceOfSatisfying(
            GitlabRb.Edit.Refused.class,
            refused -> {
              assertThat(refused.line()).isEqualTo(line);
              assertThat(refused.reason()).isNotBlank();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# gitlab_rails['env'] = x\n",
        "=begin\ngitlab_rails['env'] = x\n=end\n",
        "a \"gitlab_rails['env'] = #{\"x }\" + '}'}\"\n",
        "a %q(gitlab_rails['env'] = (x))\n",
        "a %w[gitlab_rails['env'] = x\\]]\n",
        "a YAML.load <<-'EOS' # closed below\n  gitlab_rails['env'] = x\n  EOS\n",
        "a(<<~ONE, <<TWO)\n  it's\nONE\n \" \nTWO\n",
        "a = b / 2 # ' is no string here\nc = d / 3\n",
        "a = /it's #{'/'}/ =~ b\n",
        "a = b ? 'x' : ?\"\n",
        "a = 10 % 3\nb << 'x'\n",
        "gitlab_rails['smtp_password'] = '\\\\'\n",
        "gitlab_rails['ldap'] = { 'main' => { port: 636 } }\nx = gitlab_rails['ldap']\n",
        "a = { if: 1, :end => 2 } unless b\nc.class\nd.end if e\n",
        "while x do\n  a 1\nend\nuntil y\n  b { |z| z }\nend\n",
        "if x then a 1 else b 2 end\n",
        "def f(x)\n  return 1 if x\n  case x when 1 then 2 end\nend\n",
        "a = if b\n  1\nend\n",
        "a 1, \\\n  2\n",
        "a $1, $!, @b, @@c, 1.5, 1_000, 0x1f, :'s t', :\"q\"\n",
        "a = \u00e4\u00f6 # \u20ac\n",
        "gitlab_rails['env'] = compute\n"
      })
  void whatIsNoAssignmentOfTheEnvironmentIsPassedOver(String before) {
    assertThat(new GitlabRb(before + SETTLED).with(DESIRED))
        .isEqualTo(new GitlabRb.Edit.Unchanged());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gitlab_rails['env'] = { 'A' => 'b' }",
        "gitlab_rails[ \"env\" ] =\n  { \"A\": 'b' };",
        "gitlab_rails[:env]={:A=>'b','A'=>\"b\",}",
        "gitlab_rails['env'] = { 'A' => 'b' } # comment",
        "gitlab_rails['env'] = { 'A' => 'b', 'X' => \"#{y}\", 'Z' => f(1, 2) { |v| v } }"
      })
  void allWaysToWriteTheHashAreRead(String text) {
    assertThat(new GitlabRb(text).with(DESIRED)).isEqualTo(new GitlabRb.Edit.Unchanged());
  }

  @Test
  void reportsLineAndRemedyForARefusedFile() {
    assertThat(new GitlabRb("a 1\ngitlab_rails['env'] = x\n").with(DESIRED))
        .isEqualTo(new GitlabRb.Edit.Refused(2, "the assigned value is not a plain hash"));
  }
}
