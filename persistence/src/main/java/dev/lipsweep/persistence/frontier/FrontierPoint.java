package dev.lipsweep.persistence.frontier;

import dev.lipsweep.domain.bound.LogBound;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A result: a trial's bound by the rule of the question, and its accuracy. */
public record FrontierPoint(
    UUID trialId,
    int number,
    LogBound bound,
    double accuracy,
    @Nullable Double loss,
    long seed,
    Map<String, Object> parameters,
    String configurationHash) {}
