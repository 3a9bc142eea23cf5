package io.quartermaster.membership.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.membership.GitLabStandIn;
import io.quartermaster.membership.OwnTables;
import io.quartermaster.membership.decision.Choice;
import io.quartermaster.membership.decision.EffectiveAvailability;
import io.quartermaster.membership.decision.MembershipGoal;
import io.quartermaster.membership.decision.ModelTree;
import io.quartermaster.membership.decision.ProjectMembership;
import io.quartermaster.membership.decision.ScopeChoice;
import io.quartermaster.membership.decision.SeenMembership;
import io.quartermaster.membership.decision.TreeNode;
import io.quartermaster.membership.decision.TreeScan;
import io.quartermaster.membership.store.PlanPages.Candidate;
import io.quartermaster.testkit.RealServers;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(GitLabStandIn.class)
class PlanPagesIT {

  private static final int TREES = 40;

  @Inject PlanPages pages;
  @Inject TreeTables tables;
  @Inject TreeScanRepository scans;
  @Inject MembershipTable memberships;
  @Inject SettingsRepository settings;
  @Inject OwnTables own;

  @BeforeEach
  void clean() {
    own.clear();
  }

  @Test
  void whatIsGatheredForEachProjectLeadsToWhatTheModelSays() {
    for (int seed = 0; seed < TREES; seed++) {
      ModelTree tree = ModelTree.random(new Random(seed), 30, 40);
      own.clear();
      QuarkusTransaction.requiringNew().run(() -> store(tree));

      List<Candidate> candidates = readAll(7);

      assertThat(candidates).hasSize(tree.projects().size());
      for (Candidate candidate : candidates) {
        int project = (int) candidate.projectId() - 1;
        assertThat(candidate.lineage().complete()).isTrue();
        assertThat(EffectiveAvailability.of(tree.instance(), candidate.lineage()).on())
            .as("seed %d, project %d of %s", seed, project, tree)
            .isEqualTo(tree.isOn(project));
      }
    }
  }

  @Test
  void aProjectBelowAnUnknownGroupIsIncomplete() {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              tables.putProjects(
                  1, List.of(new TreeNode(1, 10L, "a/b/p"), new TreeNode(2, 99L, "x/q")));
              tables.putGroups(1, List.of(new TreeNode(10, 9L, "a/b")));
            });

    assertThat(readAll(10)).extracting(project -> project.lineage().complete()).containsOnly(false);
  }

  @Test
  void aCircleOfGroupsEndsAndIsIncomplete() {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              tables.putProjects(1, List.of(new TreeNode(1, 10L, "a/b/p")));
              tables.putGroups(
                  1, List.of(new TreeNode(10, 11L, "a/b"), new TreeNode(11, 10L, "b/a")));
            });

    assertThat(readAll(10)).extracting(project -> project.lineage().complete()).containsOnly(false);
  }

  @Test
  void whatAScanDidNotSeeIsGoneExceptGroupsThatStillHoldSomething() {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              tables.putGroups(
                  1,
                  List.of(
                      new TreeNode(10, null, "a"),
                      new TreeNode(11, 10L, "a/b"),
                      new TreeNode(12, null, "c")));
              tables.putProjects(
                  1, List.of(new TreeNode(1, 11L, "a/b/p"), new TreeNode(2, 12L, "c/q")));
              tables.putProjects(2, List.of(new TreeNode(1, 11L, "a/b/p")));
              tables.putGroups(2, List.of(new TreeNode(11, 10L, "a/b")));
              assertThat(tables.dropVanished(2)).isEqualTo(1);
            });

    List<Candidate> left = readAll(10);
    assertThat(left).extracting(Candidate::projectId).containsExactly(1L);
    assertThat(left.getFirst().lineage().complete()).as("group 10 stayed").isTrue();
  }

  @Test
  void theLevelIsTheHighestOfProjectAndGroupsAboveAndOnlyKnownForWhatIsOlderThanTheWalk() {
    Instant begun = Instant.now();
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              long scan = completeScan(begun);
              tables.putProjects(
                  scan,
                  List.of(
                      new TreeNode(1, 11L, "a/b/p"),
                      new TreeNode(2, 11L, "a/b/q"),
                      new TreeNode(3, 12L, "c/p"),
                      new TreeNode(4, 12L, "c/new"),
                      new TreeNode(5, 12L, "c/unknown")));
              tables.putGroups(
                  scan,
                  List.of(
                      new TreeNode(10, null, "a"),
                      new TreeNode(11, 10L, "a/b"),
                      new TreeNode(12, null, "c")));
              tables.putProjectLevels(
                  List.of(new SeenMembership(1, 40), new SeenMembership(99, 30)));
              tables.putGroupLevels(
                  List.of(new SeenMembership(10, 30), new SeenMembership(99, 30)));
              memberships.putAll(settledIn(1, 2, 3), begun.minusMillis(1));
              memberships.putAll(settledIn(4), begun);
            });

    assertThat(readAll(2)).extracting(Candidate::level).containsExactly(40, 30, 0, null, null);

    QuarkusTransaction.requiringNew().run(scans::outdate);
    assertThat(readAll(2)).extracting(Candidate::level).containsOnlyNulls();
  }

  @Test
  void aNewWalkForgetsTheLevelsOfTheOneBefore() {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              tables.putProjects(1, List.of(new TreeNode(1, 10L, "a/p")));
              tables.putGroups(1, List.of(new TreeNode(10, null, "a")));
              tables.putProjectLevels(List.of(new SeenMembership(1, 30)));
              tables.putGroupLevels(List.of(new SeenMembership(10, 30)));
              tables.putProjects(2, List.of(new TreeNode(1, 10L, "a/p")));
              tables.putGroups(2, List.of(new TreeNode(10, null, "a")));
            });

    assertThat(own.number("SELECT count(account_level) FROM gitlab_project")).isZero();
    assertThat(own.number("SELECT count(account_level) FROM gitlab_group")).isZero();
  }

  private long completeScan(Instant begun) {
    TreeScan scan = scans.begin(1, begun);
    scans.save(new TreeScan(scan.id(), TreeScan.Phase.COMPLETE, null, 1, begun));
    return scan.id();
  }

  private static List<ProjectMembership> settledIn(long... projects) {
    return LongStream.of(projects)
        .mapToObj(
            id ->
                new ProjectMembership(
                    id, MembershipGoal.MEMBER, ProjectMembership.State.SETTLED, true, null, 0))
        .toList();
  }

  private void store(ModelTree tree) {
    tables.putGroups(
        1,
        IntStream.range(0, tree.groups().size())
            .mapToObj(i -> new TreeNode(i + 1, id(tree.groups().get(i).parent()), "g" + i))
            .toList());
    tables.putProjects(
        1,
        IntStream.range(0, tree.projects().size())
            .mapToObj(i -> new TreeNode(i + 1, id(tree.projects().get(i).group()), "p" + i))
            .toList());
    for (int i = 0; i < tree.groups().size(); i++) {
      choose(ScopeChoice.Kind.GROUP, i + 1, tree.groups().get(i).choice());
    }
    for (int i = 0; i < tree.projects().size(); i++) {
      choose(ScopeChoice.Kind.PROJECT, i + 1, tree.projects().get(i).choice());
    }
  }

  private void choose(ScopeChoice.Kind kind, long id, @Nullable Choice choice) {
    settings.saveChoice(new ScopeChoice(kind, id, choice, 1), Instant.now());
  }

  private static @Nullable Long id(int index) {
    return index < 0 ? null : index + 1L;
  }

  private List<Candidate> readAll(int size) {
    List<Candidate> all = new ArrayList<>();
    List<Candidate> page;
    do {
      long after = all.isEmpty() ? 0 : all.getLast().projectId();
      page = QuarkusTransaction.requiringNew().call(() -> pages.after(after, size));
      all.addAll(page);
    } while (page.size() == size);
    return all;
  }
}
