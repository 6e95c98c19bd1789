package dev.lipsweep.domain.wire;

/**
 * The answer to a {@link MetricBatch}: a validation may decide that the trial is stopped, and a
 * trial of a few seconds would have ended before its next renewal.
 */
public record MetricsStored(Directive directive) {}
