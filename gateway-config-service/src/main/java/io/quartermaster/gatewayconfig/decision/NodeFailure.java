package io.quartermaster.gatewayconfig.decision;

import java.util.Objects;

/**
 * Why a node does not have the configuration, in words for the administrator.
 *
 * @param code stable, for programs
 * @param detail what happened, one sentence
 * @param remedy what to do about it, one sentence
 */
public record NodeFailure(Kind kind, String code, String detail, String remedy) {
  public NodeFailure {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(remedy, "remedy");
  }

  /** Who moves next. */
  public enum Kind {
    /** A person must act. */
    REFUSED,
    /** It is tried again. */
    UNAVAILABLE
  }

  public static NodeFailure refused(String code, String detail, String remedy) {
    return new NodeFailure(Kind.REFUSED, code, detail, remedy);
  }

  public static NodeFailure unavailable(String code, String detail, String remedy) {
    return new NodeFailure(Kind.UNAVAILABLE, code, detail, remedy);
  }
}
