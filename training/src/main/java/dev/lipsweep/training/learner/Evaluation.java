package dev.lipsweep.training.learner;

import java.util.Map;

/**
 * What one batch of held-out data says.
 *
 * @param lossSum sum of the cross-entropies in nats (divide by {@code count} for the mean)
 * @param correct predictions whose largest logit is the target's
 * @param count predictions made: samples, or tokens of a transformer
 * @param activationMax largest RMS over samples (tokens of a transformer) after the embedding
 *     {@code embed}, after each sub-block {@code block0.attention}, {@code block0.mlp}, ... or each
 *     layer {@code mlp_in}, {@code mlp_hidden1}, ... and of the {@code logits}, in the order of
 *     execution; a certificate's activation bounds must lie above them
 */
public record Evaluation(
    double lossSum, long correct, long count, Map<String, Double> activationMax) {}
