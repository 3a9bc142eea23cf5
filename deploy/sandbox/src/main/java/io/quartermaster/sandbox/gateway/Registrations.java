package io.quartermaster.sandbox.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The connections by AWS account. */
public final class Registrations {

  /** All connections, to be saved. */
  public record Snapshot(List<Registration> registrations) {}

  private final Map<String, Registration> byAccount = new ConcurrentHashMap<>();

  Optional<Registration> find(String account) {
    return Optional.ofNullable(byAccount.get(account));
  }

  void put(Registration registration) {
    byAccount.put(registration.account(), registration);
  }

  void remove(String account) {
    byAccount.remove(account);
  }

  Snapshot snapshot() {
    return new Snapshot(List.copyOf(byAccount.values()));
  }

  void reset(List<Registration> saved) {
    byAccount.clear();
    saved.forEach(this::put);
  }

  List<Map<String, Object>> view() {
    return byAccount.values().stream().map(Registrations::view).toList();
  }

  private static Map<String, Object> view(Registration registration) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("account", registration.account());
    view.put("role_arn", registration.roleArn());
    view.put("client_id", registration.clientId());
    view.put("instance_url", registration.instanceUrl());
    view.put("registered_at", registration.registeredAt().toString());
    view.put("replacements", registration.replacements());
    return view;
  }
}
