package dev.lipsweep.persistence.frontier;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which frontier.
 *
 * @param rule the rule whose bounds count
 * @param by parameters to group by; empty for one frontier of everything
 * @param filter by parameter the values that are let in, as text; empty lets everything in
 */
public record FrontierQuery(
    UUID sweepId, String rule, List<String> by, Map<String, List<String>> filter) {
  /** The rule of a sweep that has no results yet. */
  public static final String DEFAULT_RULE = "certified";

  public FrontierQuery {
    by = List.copyOf(by);
    filter = Map.copyOf(filter);
  }

  /** The frontier of a whole sweep by a rule. */
  public static FrontierQuery of(UUID sweepId, String rule) {
    return new FrontierQuery(sweepId, rule, List.of(), Map.of());
  }

  boolean isWholeSweep() {
    return by.isEmpty() && filter.isEmpty();
  }
}
