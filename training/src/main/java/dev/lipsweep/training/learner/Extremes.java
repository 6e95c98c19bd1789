package dev.lipsweep.training.learner;

import dev.lipsweep.training.model.NumberFormat;
import java.util.Map;

/**
 * How large the activations of one place are.
 *
 * @param largest largest absolute value
 * @param beyond share of values that a format cannot hold
 */
public record Extremes(double largest, Map<NumberFormat, Double> beyond) {}
