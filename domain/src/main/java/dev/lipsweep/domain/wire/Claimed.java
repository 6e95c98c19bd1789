package dev.lipsweep.domain.wire;

import java.util.List;

/**
 * The answer to a {@link ClaimRequest}; no leases when the wait was in vain.
 *
 * @param drain true tells the worker that it gets nothing new: it finishes what it runs, then
 *     leaves
 */
public record Claimed(List<Lease> leases, boolean drain) {}
