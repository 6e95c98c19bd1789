package dev.lipsweep.domain.wire;

import java.util.List;

/** The answer to a {@link ClaimRequest}; no leases when the wait was in vain. */
public record Claimed(List<Lease> leases) {}
