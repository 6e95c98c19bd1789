package dev.lipsweep.persistence.worker;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an attempt belongs; it never changes.
 *
 * @param token the one that registered its worker; null if that was not kept
 */
public record AttemptPlace(
    @Nullable UUID token, UUID worker, UUID sweep, UUID trial, UUID attempt, long epoch) {}
