package dev.lipsweep.domain.recipe;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Parameters that recipes gained when there were results already, with the values that those were
 * made with, which are their defaults. At that value such a parameter is no part of a
 * configuration's identity: so a result of before is found again as the one that it is.
 */
final class Gained {
  static final Map<String, Object> DEFAULTS = Map.of("temperature", 1.0);

  private Gained() {}

  /** These parameters without the gained ones at their defaults. */
  static SortedMap<String, Object> removed(SortedMap<String, Object> parameters) {
    var before = new TreeMap<>(parameters);
    DEFAULTS.forEach(before::remove);
    return before;
  }
}
