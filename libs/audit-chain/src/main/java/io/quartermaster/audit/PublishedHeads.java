package io.quartermaster.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The heads of all chains as they were published at a time.
 *
 * <p>{@link #text} is one line without quotes or spaces inside a value, so that {@link #in} finds
 * it in a log of any format.
 */
public record PublishedHeads(long revision, Instant at, List<ChainHead> heads) {

  private static final Pattern TEXT =
      Pattern.compile("Audit heads: revision=(\\d+) at=(\\S+) heads=([0-9a-f:,]*)");
  private static final Pattern HEAD = Pattern.compile("(\\d{1,9}):(\\d{1,18}):([0-9a-f]{64})");

  public PublishedHeads {
    heads = List.copyOf(heads);
  }

  /** For a log: {@code chain:entries:hash} of each chain. */
  public String text() {
    return "Audit heads: revision=%d at=%s heads=%s"
        .formatted(
            revision,
            at,
            String.join(
                ",",
                heads.stream()
                    .map(head -> head.chain() + ":" + head.entries() + ":" + head.lastHash())
                    .toList()));
  }

  /**
   * The heads in a line of a log; empty for any other line.
   *
   * @throws IllegalArgumentException when a part of the text is missing, as in a line that was cut
   */
  public static Optional<PublishedHeads> in(String line) {
    Matcher text = TEXT.matcher(line);
    return text.find() ? Optional.of(parse(text)) : Optional.empty();
  }

  private static PublishedHeads parse(Matcher text) {
    List<ChainHead> heads = new ArrayList<>();
    for (String part : text.group(3).split(",", -1)) {
      Matcher head = HEAD.matcher(part);
      if (!head.matches()) {
        throw new IllegalArgumentException("Not a head of a chain: " + part);
      }
      heads.add(
          new ChainHead(
              Integer.parseInt(head.group(1)), Long.parseLong(head.group(2)), head.group(3)));
    }
    try {
      return new PublishedHeads(Long.parseLong(text.group(1)), Instant.parse(text.group(2)), heads);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("Not a time: " + text.group(2), e);
    }
  }
}
