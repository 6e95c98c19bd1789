package dev.lipsweep.persistence.frontier;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One frontier, by rising bound.
 *
 * @param group the values of the grouping parameters; null where the configuration has none
 */
public record FrontierGroup(Map<String, @Nullable Object> group, List<FrontierPoint> points) {}
