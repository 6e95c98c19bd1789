package dev.lipsweep.persistence.frontier;

import dev.lipsweep.domain.frontier.statistics.Attainment;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every seed of a group attains by itself: the lower edge of a band whose upper edge is the
 * group's frontier, which is what at least one seed attains.
 *
 * @param seeds how many
 * @param steps empty if there are too few or too many seeds to speak of a band
 */
public record SeedBand(
    Map<String, @Nullable Object> group, int seeds, List<Attainment.Step> steps) {}
