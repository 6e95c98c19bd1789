package dev.lipsweep.persistence.frontier;

import java.time.Instant;
import java.util.List;

/**
 * How a named frontier's points have changed since they were last looked at.
 *
 * @param frontier its name
 * @param points how many it has now, in all groups
 * @param gained points that are new or have other values
 * @param lost points that are no longer on it, or had other values
 */
public record FrontierChange(
    String frontier,
    Instant at,
    int points,
    List<FrontierState.Point> gained,
    List<FrontierState.Point> lost) {}
