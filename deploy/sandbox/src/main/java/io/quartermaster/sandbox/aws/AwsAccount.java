package io.quartermaster.sandbox.aws;

import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The account at one moment; immutable, so that stale reads can look at a former one.
 *
 * @param providers by ARN
 * @param roles by name in lower case: names are unique ignoring case
 * @param policies by ARN
 * @param instanceProfiles by name in lower case
 */
record AwsAccount(
    SortedMap<String, OidcProvider> providers,
    SortedMap<String, Role> roles,
    SortedMap<String, ManagedPolicy> policies,
    SortedMap<String, InstanceProfile> instanceProfiles) {

  AwsAccount {
    providers = Collections.unmodifiableSortedMap(new TreeMap<>(providers));
    roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
    policies = Collections.unmodifiableSortedMap(new TreeMap<>(policies));
    instanceProfiles = Collections.unmodifiableSortedMap(new TreeMap<>(instanceProfiles));
  }

  static AwsAccount empty() {
    return new AwsAccount(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  Optional<OidcProvider> provider(String arn) {
    return Optional.ofNullable(providers.get(arn));
  }

  Optional<Role> role(String name) {
    return Optional.ofNullable(roles.get(key(name)));
  }

  Optional<ManagedPolicy> policy(String arn) {
    return Optional.ofNullable(policies.get(arn))
        .or(() -> ManagedPolicy.ofAws().stream().filter(p -> p.arn().equals(arn)).findFirst());
  }

  Optional<InstanceProfile> instanceProfile(String name) {
    return Optional.ofNullable(instanceProfiles.get(key(name)));
  }

  AwsAccount withProvider(OidcProvider provider) {
    return new AwsAccount(
        changed(providers, map -> map.put(provider.arn(), provider)),
        roles,
        policies,
        instanceProfiles);
  }

  AwsAccount withoutProvider(String arn) {
    return new AwsAccount(
        changed(providers, map -> map.remove(arn)), roles, policies, instanceProfiles);
  }

  AwsAccount withRole(Role role) {
    return new AwsAccount(
        providers,
        changed(roles, map -> map.put(key(role.name()), role)),
        policies,
        instanceProfiles);
  }

  AwsAccount withoutRole(String name) {
    return new AwsAccount(
        providers, changed(roles, map -> map.remove(key(name))), policies, instanceProfiles);
  }

  AwsAccount withPolicy(ManagedPolicy policy) {
    return new AwsAccount(
        providers,
        roles,
        changed(policies, map -> map.put(policy.arn(), policy)),
        instanceProfiles);
  }

  AwsAccount withoutPolicy(String arn) {
    return new AwsAccount(
        providers, roles, changed(policies, map -> map.remove(arn)), instanceProfiles);
  }

  AwsAccount withInstanceProfile(InstanceProfile profile) {
    return new AwsAccount(
        providers,
        roles,
        policies,
        changed(instanceProfiles, map -> map.put(key(profile.name()), profile)));
  }

  AwsAccount withoutInstanceProfile(String name) {
    return new AwsAccount(
        providers, roles, policies, changed(instanceProfiles, map -> map.remove(key(name))));
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
