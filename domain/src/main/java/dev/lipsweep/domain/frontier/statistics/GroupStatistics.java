package dev.lipsweep.domain.frontier.statistics;

import java.util.List;

/**
 * A method's frontier.
 *
 * @param name empty for everything together
 * @param front the configurations on its frontier, by rising bound
 * @param hypervolume in decades times share
 * @param attainment what k of n seeds attain
 */
public record GroupStatistics(
    String name,
    int configurations,
    List<AggregatedResult> front,
    Estimate hypervolume,
    Band band,
    List<Attainment> attainment) {}
