package dev.lipsweep.domain.bound;

import java.util.List;

/**
 * The names of the rules that bounds go by. {@code training} implements them; a test holds the two
 * together.
 */
public final class BoundRules {
  /** The one that counts first, then the other proved ones, then published formulas. */
  public static final List<String> NAMES =
      List.of(
          "certified",
          "certified-quick",
          "certified-vocabulary",
          "full-matrix",
          "paper-c1",
          "repo-2025-06");

  private BoundRules() {}
}
