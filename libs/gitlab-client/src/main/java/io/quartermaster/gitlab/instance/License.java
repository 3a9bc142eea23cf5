package io.quartermaster.gitlab.instance;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The current licence.
 *
 * @param plan for example {@code ultimate}
 * @param expiresAt a date; null when it does not end
 * @param addOns what the licence itself includes, with the number of seats; add-ons that were
 *     bought with a subscription are not among them
 */
public record License(
    @Nullable String plan,
    boolean expired,
    @Nullable String expiresAt,
    Map<String, Integer> addOns) {

  public License {
    addOns = addOns == null ? Map.of() : Map.copyOf(addOns);
  }
}
