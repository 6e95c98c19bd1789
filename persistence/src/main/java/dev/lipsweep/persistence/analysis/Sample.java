package dev.lipsweep.persistence.analysis;

import java.util.List;

/**
 * Some of a sweep's completed trials.
 *
 * @param total how many there are
 * @param trials by rising accuracy
 */
public record Sample(int total, List<SampledTrial> trials) {}
