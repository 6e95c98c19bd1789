package dev.lipsweep.domain.wire;

import java.util.List;

/**
 * {@code POST /api/v1/attempts/{id}/metrics}: chunks of series; a chunk that is sent twice is
 * stored once.
 */
public record MetricBatch(long epoch, List<MetricChunk> chunks) {}
