package dev.lipsweep.training.data;

import ai.djl.ndarray.NDArray;

/** What a learner reads in one call; owned by the manager that it was asked for with. */
public record Batch(NDArray inputs, NDArray targets) {}
