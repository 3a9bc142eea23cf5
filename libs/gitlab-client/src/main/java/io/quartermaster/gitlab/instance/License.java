package io.quartermaster.gitlab.instance;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The current license.
 *
 * @param plan for example {@code ultimate}
 * @param expiresAt a date; null when it does not expire
 * @param addOns add-ons in the license itself, with the number of seats; without add-ons of a
 *     subscription
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
