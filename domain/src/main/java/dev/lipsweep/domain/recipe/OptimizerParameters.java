package dev.lipsweep.domain.recipe;

import static dev.lipsweep.domain.recipe.Parameters.choice;
import static dev.lipsweep.domain.recipe.Parameters.real;
import static dev.lipsweep.domain.recipe.Parameters.whole;
import static dev.lipsweep.domain.recipe.Relevance.when;

import dev.lipsweep.domain.recipe.Parameter.Real;
import dev.lipsweep.domain.recipe.Parameter.Whole;
import java.util.List;
import java.util.Set;

/** The optimizer and its schedule, as every recipe has them. */
final class OptimizerParameters {
  /** Those whose updates have a bounded RMS-to-RMS norm, tight or not. */
  private static final Set<String> BOUNDED = Set.of("muon", "normuon", "scion", "adam_atan2");

  private OptimizerParameters() {}

  static List<Parameter> all() {
    return List.of(
        choice(
            "optimizer",
            "the optimizer",
            null,
            null,
            "adamw",
            "muon",
            "sgd",
            "adamp",
            "sgdp",
            "sgd_sai",
            "adam_atan2",
            "scion",
            "normuon"),
        new Real("learningRate", "peak learning rate", 0, true, 100, null, null),
        real(
            "beta1",
            "what the gradient's mean keeps of itself in a step; of its sum with sgd and sgdp",
            0,
            false,
            0.9999,
            0.9),
        new Real(
            "beta2",
            "what the gradient's mean square keeps of itself in a step",
            0,
            false,
            0.99999,
            0.95,
            when("optimizer", "adamw", "adamp", "adam_atan2", "normuon")),
        choice(
            "adamVariant",
            "AdamW as in the reference code, without bias correction, or the standard one with it",
            "reference",
            when("optimizer", "adamw"),
            "reference",
            "standard"),
        choice(
            "orthogonaliser",
            "the polynomials that bring an update's singular values near 1",
            "six_step",
            when("optimizer", "muon", "normuon", "scion"),
            "six_step",
            "nanogpt",
            "jordan",
            "polar_express"),
        choice(
            "momentum",
            "the gradient's mean as it is, or one step ahead",
            "ema",
            when("optimizer", "muon", "normuon"),
            "ema",
            "nesterov"),
        new Whole(
            "momentumWarmup",
            "steps in which beta1 rises from 0.85 to its value",
            0,
            10_000_000,
            0L,
            when("optimizer", "muon", "normuon")),
        new Real(
            "radius",
            "the RMS-to-RMS norm that no linear layer passes",
            0,
            true,
            1e6,
            null,
            when("optimizer", "scion")));
  }

  static List<Parameter> schedule(long steps, long batchSize) {
    return List.of(
        whole("steps", "optimizer steps", 1, 10_000_000, steps),
        whole("batchSize", "examples in a batch", 1, 65_536, batchSize),
        // steps times accumulation counts batches in an int
        whole("accumulation", "batches per step, whose gradients are averaged", 1, 200, 1),
        choice(
            "dtype",
            "arithmetic of the products while training; weights, optimizer and everything evaluated or certified are fp32 in any case",
            "fp32",
            null,
            "fp32",
            "bf16"),
        real(
            "temperature",
            "what the logits are divided by in the loss alone: bound and accuracy are of the logits themselves",
            0,
            true,
            1e6,
            1.0),
        choice(
            "schedule",
            "the learning rate over time",
            "linear",
            null,
            "linear",
            "cosine",
            "sqrt",
            "constant_then_linear",
            "none"),
        new Real(
            "cooldown",
            "share of the steps, at the end, in which the learning rate falls",
            0,
            true,
            1,
            0.4,
            when("schedule", "constant_then_linear")),
        new Real(
            "finalShare",
            "share of the learning rate that is left at the end",
            0,
            false,
            1,
            0.1,
            when("schedule", "constant_then_linear")),
        whole(
            "validateEvery",
            "steps between two validations; the last step is always validated",
            1,
            10_000_000,
            Math.max(1, steps / 6)));
  }

  /** How a transformer shares out the learning rate among its layers. */
  static List<Parameter> targetNorms(String preset, double blocksMass) {
    return List.of(
        choice(
            "targetNorms",
            "how layers share the learning rate: modular, evenly over the blocks; paper, less for earlier blocks; nanogpt, 1 but 0.1 for the head and 2 for the embedding",
            preset,
            null,
            "modular",
            "paper",
            "nanogpt"),
        new Real(
            "blocksMass",
            "share of all blocks together, against 1 each for embedding and head",
            0,
            true,
            1e6,
            blocksMass,
            when("targetNorms", "modular", "paper")));
  }

  /** Whether every update of a linear layer has a bounded RMS-to-RMS norm. */
  static boolean hasBoundedUpdates(Configuration c) {
    return BOUNDED.contains(c.choice("optimizer"));
  }
}
