package io.quartermaster.gitlab.instance;

import static java.util.Objects.requireNonNull;

import io.quartermaster.gitlab.http.GitLabApi;
import io.quartermaster.gitlab.http.GitLabCalls;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Version, edition, license and settings of the instance. */
@Singleton
public class GitLabInstance {

  private final GitLabCalls calls;

  GitLabInstance(GitLabCalls calls) {
    this.calls = calls;
  }

  public Metadata metadata() {
    return calls.send(GitLabApi::metadata).as(Metadata.class);
  }

  /** Empty for an edition without licenses, and when none is installed. */
  public Optional<License> license() {
    return calls.send(GitLabApi::license).asOptional(License.class);
  }

  public InstanceSettings settings() {
    return calls.send(GitLabApi::settings).as(InstanceSettings.class);
  }

  /** Version and edition, for example {@code 18.1.1-ee}. */
  public record Metadata(String version, boolean enterprise) {
    public Metadata {
      requireNonNull(version, "version");
    }
  }

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

  /** The instance settings that matter here; null when the license has no AI features. */
  public record InstanceSettings(
      @Nullable Boolean duoFeaturesEnabled, @Nullable Boolean lockDuoFeaturesEnabled) {}
}
