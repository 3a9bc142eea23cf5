package io.quartermaster.local.command;

import io.quartermaster.local.stack.EndedPart;
import io.quartermaster.local.stack.StackHealth;
import io.quartermaster.local.stack.StackLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Why a part is not ready: how it ended, or that it does not answer; with the end of its log. */
record NotReadyReason(String headline, List<String> tail) {

  static NotReadyReason of(StackLayout layout, StackHealth.Part part) {
    return EndedPart.read(layout, part.name())
        .map(ended -> new NotReadyReason(ended.headline(), ended.tail()))
        .orElseGet(() -> silent(part, layout.log(part.name())));
  }

  private static NotReadyReason silent(StackHealth.Part part, Path log) {
    return new NotReadyReason(
        "%s does not answer as ready at %s. The end of %s:"
            .formatted(part.name(), part.address(), log),
        EndedPart.tailOf(log));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(List.of(headline));
    lines.addAll(tail);
    return lines;
  }

  String text() {
    return String.join("\n", lines());
  }
}
