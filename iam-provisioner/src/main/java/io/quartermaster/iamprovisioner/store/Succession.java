package io.quartermaster.iamprovisioner.store;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import io.quartermaster.aws.RoleArn;
import io.quartermaster.iamprovisioner.decision.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.util.List;

/**
 * Settles whose a role is when one GitLab has been known by several uids, which happens when it is
 * restored: the settings saved last count, in whatever order the events arrive. Two instances at
 * different URLs are never taken for one another; the later one is refused the role by its tag.
 */
@ApplicationScoped
@Transactional(MANDATORY)
public class Succession {
  private static final String OF_ONE_GITLAB =
      """
      gitlabUrl = ?1 and rolePartition = ?2 and roleAccountId = ?3 and rolePath = ?4
        and roleName = ?5 and wanted = ?6
      order by changedAt desc, aggregate""";

  private final IamAccessRows rows;
  private final PreviousInstances previous;
  private final PreviousRoles previousRoles;
  private final EntityManager entityManager;

  Succession(
      IamAccessRows rows,
      PreviousInstances previous,
      PreviousRoles previousRoles,
      EntityManager entityManager) {
    this.rows = rows;
    this.previous = previous;
    this.previousRoles = previousRoles;
    this.entityManager = entityManager;
  }

  /**
   * Lets the newest uid keep the role, with all that the others had still to clear away and their
   * roles of before, and returns the instances to look at.
   */
  public List<String> settle(URI gitlabUrl, RoleArn role) {
    entityManager
        .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:role, 0))")
        .setParameter("role", role.text())
        .getSingleResult();
    List<IamAccessRow> rivals =
        rows.list(
            OF_ONE_GITLAB,
            gitlabUrl.toString(),
            role.partition(),
            role.accountId(),
            role.path(),
            role.name(),
            Wanted.PRESENT);
    if (rivals.size() < 2) {
      return List.of();
    }
    String heir = rivals.getFirst().aggregate;
    List<IamAccessRow> superseded = rivals.subList(1, rivals.size());
    List<String> others = superseded.stream().map(rival -> rival.aggregate).toList();
    previous.inherit(heir, others);
    previousRoles.inherit(heir, others);
    superseded.forEach(rival -> rival.wanted = Wanted.SUPERSEDED);
    return List.of(heir);
  }
}
