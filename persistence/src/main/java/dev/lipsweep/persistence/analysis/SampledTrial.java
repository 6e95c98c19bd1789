package dev.lipsweep.persistence.analysis;

import dev.lipsweep.domain.bound.LogBound;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A completed trial that stands for others with about its accuracy, or is on the frontier. */
public record SampledTrial(
    UUID trialId,
    int number,
    long seed,
    Map<String, Object> parameters,
    double accuracy,
    @Nullable Double loss,
    LogBound bound,
    boolean onFrontier) {}
