package dev.lipsweep.persistence.token;

import java.util.Locale;

/** What a token may do. */
public enum Scope {
  READ,
  SUBMIT,
  OPERATE,
  ADMIN,
  WORKER;

  /** The name in lower case, as people and the database write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
