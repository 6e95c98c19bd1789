package dev.lipsweep.domain.frontier.statistics;

/**
 * How sure it is that a configuration is on a frontier.
 *
 * @param onFront share of the resamples in which it is on the frontier of everything
 * @param onGroupFront share of the resamples in which it is on its own method's
 */
public record ConfigurationStatistics(
    AggregatedResult result, double onFront, double onGroupFront) {}
