package io.quartermaster.membership.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quartermaster.membership.SandboxGitLab;
import io.quartermaster.membership.ServiceDatabase;
import io.quartermaster.membership.decision.Availability;
import io.quartermaster.membership.decision.DesiredMembership;
import io.quartermaster.membership.decision.EffectiveAvailability;
import io.quartermaster.membership.decision.ModelTree;
import io.quartermaster.membership.decision.ObservedMembership;
import io.quartermaster.membership.decision.PlanCandidate;
import io.quartermaster.membership.decision.ProjectMembership;
import io.quartermaster.membership.decision.ScopeAvailability;
import io.quartermaster.membership.decision.TreeNode;
import io.quartermaster.membership.decision.TreeScan;
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
@QuarkusTestResource(SandboxGitLab.class)
class MembershipRepositoryIT {

  private static final int TREES = 40;

  @Inject TreeRepository tree;
  @Inject MembershipRepository memberships;
  @Inject InstanceRepository instances;
  @Inject ServiceDatabase database;

  @BeforeEach
  void clean() {
    database.clear();
  }

  @Test
  void agreesWithTheModelInRandomTrees() {
    for (int seed = 0; seed < TREES; seed++) {
      ModelTree model = ModelTree.random(new Random(seed), 30, 40);
      database.clear();
      QuarkusTransaction.requiringNew().run(() -> store(model));

      List<PlanCandidate> candidates = readAll(7);

      assertThat(candidates).hasSize(model.projects().size());
      for (PlanCandidate candidate : candidates) {
        int project = (int) candidate.projectId() - 1;
        assertThat(candidate.availability().complete()).isTrue();
        assertThat(EffectiveAvailability.of(model.instance(), candidate.availability()).on())
            .as("seed %d, project %d of %s", seed, project, model)
            .isEqualTo(model.isOn(project));
      }
    }
  }

  @Test
  void marksProjectsUnderAnUnknownGroupAsIncomplete() {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              tree.saveProjects(
                  1, List.of(new TreeNode(1, 10L, "a/b/p"), new TreeNode(2, 99L, "x/q")));
              tree.saveGroups(1, List.of(new TreeNode(10, 9L, "a/b")));
            });

    assertThat(readAll(10))
        .extracting(project -> project.availability().complete())
        .containsOnly(false);
  }

  @Test
  void marksACycleOfGroupsAsIncomplete() {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              tree.saveProjects(1, List.of(new TreeNode(1, 10L, "a/b/p")));
              tree.saveGroups(
                  1, List.of(new TreeNode(10, 11L, "a/b"), new TreeNode(11, 10L, "b/a")));
            });

    assertThat(readAll(10))
        .extracting(project -> project.availability().complete())
        .containsOnly(false);
  }

  @Test
  void deletesWhatAScanDidNotFindExceptGroupsWithContent() {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              tree.saveGroups(
                  1,
                  List.of(
                      new TreeNode(10, null, "a"),
                      new TreeNode(11, 10L, "a/b"),
                      new TreeNode(12, null, "c")));
              tree.saveProjects(
                  1, List.of(new TreeNode(1, 11L, "a/b/p"), new TreeNode(2, 12L, "c/q")));
              tree.saveProjects(2, List.of(new TreeNode(1, 11L, "a/b/p")));
              tree.saveGroups(2, List.of(new TreeNode(11, 10L, "a/b")));
              assertThat(tree.deleteMissing(2)).isEqualTo(1);
            });

    List<PlanCandidate> remaining = readAll(10);
    assertThat(remaining).extracting(PlanCandidate::projectId).containsExactly(1L);
    assertThat(remaining.getFirst().availability().complete()).as("group 10 has a child").isTrue();
  }

  @Test
  void returnsTheHighestObservedLevelForMembershipsOlderThanTheScan() {
    Instant startedAt = Instant.now();
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              long scan = completeScan(startedAt);
              tree.saveProjects(
                  scan,
                  List.of(
                      new TreeNode(1, 11L, "a/b/p"),
                      new TreeNode(2, 11L, "a/b/q"),
                      new TreeNode(3, 12L, "c/p"),
                      new TreeNode(4, 12L, "c/new"),
                      new TreeNode(5, 12L, "c/unplanned")));
              tree.saveGroups(
                  scan,
                  List.of(
                      new TreeNode(10, null, "a"),
                      new TreeNode(11, 10L, "a/b"),
                      new TreeNode(12, null, "c")));
              tree.saveProjectLevels(
                  List.of(new ObservedMembership(1, 40), new ObservedMembership(99, 30)));
              tree.saveGroupLevels(
                  List.of(new ObservedMembership(10, 30), new ObservedMembership(99, 30)));
              memberships.save(settledIn(1, 2, 3), startedAt.minusMillis(1));
              memberships.save(settledIn(4), startedAt);
            });

    assertThat(readAll(2)).extracting(PlanCandidate::level).containsExactly(40, 30, 0, null, null);

    QuarkusTransaction.requiringNew().run(tree::outdateScan);
    assertThat(readAll(2)).extracting(PlanCandidate::level).containsOnlyNulls();
  }

  @Test
  void resetsTheLevelsOfThePreviousScan() {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              tree.saveProjects(1, List.of(new TreeNode(1, 10L, "a/p")));
              tree.saveGroups(1, List.of(new TreeNode(10, null, "a")));
              tree.saveProjectLevels(List.of(new ObservedMembership(1, 30)));
              tree.saveGroupLevels(List.of(new ObservedMembership(10, 30)));
              tree.saveProjects(2, List.of(new TreeNode(1, 10L, "a/p")));
              tree.saveGroups(2, List.of(new TreeNode(10, null, "a")));
            });

    assertThat(database.count("gitlab_project where account_level is not null")).isZero();
    assertThat(database.count("gitlab_group where account_level is not null")).isZero();
  }

  private long completeScan(Instant startedAt) {
    TreeScan scan = tree.startScan(1, startedAt);
    tree.saveScan(new TreeScan(scan.id(), TreeScan.Phase.COMPLETE, null, 1, startedAt));
    return scan.id();
  }

  private static List<ProjectMembership> settledIn(long... projects) {
    return LongStream.of(projects)
        .mapToObj(
            id ->
                new ProjectMembership(
                    id, DesiredMembership.MEMBER, ProjectMembership.State.SETTLED, true, null, 0))
        .toList();
  }

  private void store(ModelTree model) {
    tree.saveGroups(
        1,
        IntStream.range(0, model.groups().size())
            .mapToObj(i -> new TreeNode(i + 1, id(model.groups().get(i).parent()), "g" + i))
            .toList());
    tree.saveProjects(
        1,
        IntStream.range(0, model.projects().size())
            .mapToObj(i -> new TreeNode(i + 1, id(model.projects().get(i).group()), "p" + i))
            .toList());
    for (int i = 0; i < model.groups().size(); i++) {
      set(ScopeAvailability.Kind.GROUP, i + 1, model.groups().get(i).availability());
    }
    for (int i = 0; i < model.projects().size(); i++) {
      set(ScopeAvailability.Kind.PROJECT, i + 1, model.projects().get(i).availability());
    }
  }

  private void set(ScopeAvailability.Kind kind, long id, @Nullable Availability availability) {
    instances.saveAvailability(new ScopeAvailability(kind, id, availability, 1), Instant.now());
  }

  private static @Nullable Long id(int index) {
    return index < 0 ? null : index + 1L;
  }

  private List<PlanCandidate> readAll(int size) {
    List<PlanCandidate> all = new ArrayList<>();
    List<PlanCandidate> page;
    do {
      long after = all.isEmpty() ? 0 : all.getLast().projectId();
      page = QuarkusTransaction.requiringNew().call(() -> memberships.candidatesAfter(after, size));
      all.addAll(page);
    } while (page.size() == size);
    return all;
  }
}
