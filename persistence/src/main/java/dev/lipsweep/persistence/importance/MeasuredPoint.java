package dev.lipsweep.persistence.importance;

import java.util.Map;

/**
 * What a completed trial measured.
 *
 * @param log10Bound finite
 */
public record MeasuredPoint(Map<String, Object> parameters, double accuracy, double log10Bound) {}
