package dev.lipsweep.domain.wire;

import java.util.UUID;

/** The answer to a {@link WorkerRegistration}. */
public record WorkerRegistered(UUID workerId, long leaseMillis) {}
