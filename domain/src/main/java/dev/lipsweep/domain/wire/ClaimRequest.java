package dev.lipsweep.domain.wire;

import java.util.List;
import java.util.UUID;

/**
 * {@code POST /api/v1/workers/{id}/claims?waitSeconds=50}: asks for up to {@code slots} trials. A
 * worker that lost an answer asks again and gets its still-valid leases first: those that it does
 * not name in {@code held}.
 *
 * @param held attempts that the worker is running
 */
public record ClaimRequest(int slots, List<UUID> held) {}
