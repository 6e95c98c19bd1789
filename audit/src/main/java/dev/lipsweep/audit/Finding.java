package dev.lipsweep.audit;

import dev.lipsweep.domain.bound.LogBound;
import org.jspecify.annotations.Nullable;

/**
 * What an audit says of one certificate.
 *
 * @param recomputed null if it was not computed
 * @param margin log10 of stored over recomputed; null unless both are finite
 */
public record Finding(
    String rule,
    int ruleVersion,
    Verdict verdict,
    LogBound stored,
    @Nullable LogBound recomputed,
    @Nullable Double margin,
    String reason) {}
