package io.quartermaster.local.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quartermaster.audit.ChainHead;
import io.quartermaster.audit.Finding;
import io.quartermaster.audit.Publications;
import io.quartermaster.audit.PublishedHead;
import io.quartermaster.audit.Verification;
import java.util.Locale;
import java.util.Objects;

/** The result of a verification, as text and as JSON. */
final class AuditReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String NOT_CHECKED =
      "whether the newest entries of a chain were deleted together with its head record, or a chain"
          + " was rewritten as a whole, because there are no published heads to compare with";

  private AuditReport() {}

  static String text(Finding finding) {
    int chain = finding.chain();
    String entries =
        "chain %d, ".formatted(chain)
            + (finding.first() == finding.last()
                ? "entry " + finding.first()
                : "entries " + finding.first() + " to " + finding.last());
    return switch (finding.kind()) {
      case EDITED -> "edited    " + entries;
      case MISSING -> "missing   " + entries;
      case INSERTED -> "inserted  " + entries;
      case NO_HEAD ->
          "missing   chain %d, the head record: entries after %d may be missing"
              .formatted(chain, finding.last());
      case TRUNCATED -> "truncated " + entries + ": " + text(published(finding));
      case REWRITTEN ->
          "rewritten chain %d, up to entry %d: %s"
              .formatted(chain, finding.last(), text(published(finding)));
    };
  }

  private static String text(PublishedHead published) {
    return "published at %s with %d entries, last hash %s"
        .formatted(published.at(), published.head().entries(), published.head().lastHash());
  }

  private static PublishedHead published(Finding finding) {
    return Objects.requireNonNull(finding.published());
  }

  static String summary(Verification result, Publications publications) {
    StringBuilder summary =
        new StringBuilder(
            "%d entries, %s. ".formatted(result.entries(), outcome(result, publications)));
    if (publications.count() == 0) {
      summary.append("Not checked: ").append(NOT_CHECKED).append(". ");
    } else {
      summary.append(
          "Compared with %d sets of published heads, %s to %s; %d newer entries are in none of them. "
              .formatted(
                  publications.count(),
                  publications.first().orElseThrow(),
                  publications.last().orElseThrow(),
                  result.uncovered()));
    }
    summary.append("Last hashes:");
    for (ChainHead end : result.ends()) {
      summary.append(
          "%n  chain %2d, entry %d: %s".formatted(end.chain(), end.entries(), end.lastHash()));
    }
    return summary.toString();
  }

  /** Intact is only what was compared with something outside the database. */
  private static String outcome(Verification result, Publications publications) {
    if (!result.intact()) {
      return result.findings() + " findings";
    }
    return publications.count() == 0 ? "no findings in the chains" : "intact";
  }

  static ObjectNode node(Finding finding) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("kind", finding.kind().name().toLowerCase(Locale.ROOT))
            .put("chain", finding.chain())
            .put("first", finding.first())
            .put("last", finding.last());
    PublishedHead published = finding.published();
    if (published != null) {
      node.putObject("published")
          .put("at", published.at().toString())
          .put("entries", published.head().entries())
          .put("last_hash", published.head().lastHash());
    }
    return node;
  }

  static ObjectNode document(Verification result, Publications publications, ArrayNode listed) {
    ObjectNode document = JSON.createObjectNode();
    document.put("intact", result.intact());
    document.put("entries", result.entries());
    ObjectNode published = document.putObject("published_heads").put("count", publications.count());
    publications.first().ifPresent(at -> published.put("first", at.toString()));
    publications.last().ifPresent(at -> published.put("last", at.toString()));
    published.put("entries_in_none", result.uncovered());
    if (publications.count() == 0) {
      document.put("not_checked", NOT_CHECKED);
    }
    ArrayNode chains = document.putArray("chains");
    for (ChainHead end : result.ends()) {
      chains
          .addObject()
          .put("chain", end.chain())
          .put("entries", end.entries())
          .put("last_hash", end.lastHash());
    }
    document.put("findings_count", result.findings());
    document.set("findings", listed);
    return document;
  }
}
