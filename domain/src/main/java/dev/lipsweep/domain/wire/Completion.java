package dev.lipsweep.domain.wire;

/**
 * {@code POST /api/v1/attempts/{id}/completion}: the attempt's end. Sent again after a lost answer
 * it is accepted again.
 */
public record Completion(long epoch, Outcome outcome) {}
