package dev.lipsweep.domain.wire;

/** The answer to a {@link Renewal}. */
public record Renewed(Directive directive, long leaseMillis) {}
