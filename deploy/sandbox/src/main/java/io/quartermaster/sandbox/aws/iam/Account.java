package io.quartermaster.sandbox.aws.iam;

import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The account at one moment; immutable, so that stale reads can return a previous one.
 *
 * @param providers by ARN
 * @param roles by name in lower case: names are unique ignoring case
 * @param instanceProfiles by name in lower case
 */
public record Account(
    SortedMap<String, OidcProvider> providers,
    SortedMap<String, Role> roles,
    SortedMap<String, InstanceProfile> instanceProfiles) {

  public Account {
    providers = Collections.unmodifiableSortedMap(new TreeMap<>(providers));
    roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
    instanceProfiles = Collections.unmodifiableSortedMap(new TreeMap<>(instanceProfiles));
  }

  static Account empty() {
    return new Account(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  Optional<OidcProvider> provider(String arn) {
    return Optional.ofNullable(providers.get(arn));
  }

  Optional<Role> role(String name) {
    return Optional.ofNullable(roles.get(key(name)));
  }

  Optional<InstanceProfile> instanceProfile(String name) {
    return Optional.ofNullable(instanceProfiles.get(key(name)));
  }

  Account with(OidcProvider provider) {
    return new Account(
        changed(providers, map -> map.put(provider.arn(), provider)), roles, instanceProfiles);
  }

  Account withoutProvider(String arn) {
    return new Account(changed(providers, map -> map.remove(arn)), roles, instanceProfiles);
  }

  Account with(Role role) {
    return new Account(
        providers, changed(roles, map -> map.put(key(role.name()), role)), instanceProfiles);
  }

  Account withoutRole(String name) {
    return new Account(providers, changed(roles, map -> map.remove(key(name))), instanceProfiles);
  }

  Account with(InstanceProfile profile) {
    return new Account(
        providers, roles, changed(instanceProfiles, map -> map.put(key(profile.name()), profile)));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static <T> SortedMap<String, T> changed(
      SortedMap<String, T> map, Consumer<SortedMap<String, T>> change) {
    SortedMap<String, T> copy = new TreeMap<>(map);
    change.accept(copy);
    return copy;
  }
}
