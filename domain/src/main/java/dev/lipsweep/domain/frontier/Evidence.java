package dev.lipsweep.domain.frontier;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a result's bound has to rest on to be let in. */
public enum Evidence {
  /** Any rule, those that only compare with published numbers too. */
  ANY,
  /** A certificate by a rule that is proved for the trial's network. */
  CERTIFIED,
  /** Such a certificate, which an audit has recomputed and found right. */
  AUDITED;

  /** As definitions write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Evidence> of(String text) {
    return Arrays.stream(values()).filter(value -> value.text().equals(text)).findFirst();
  }
}
