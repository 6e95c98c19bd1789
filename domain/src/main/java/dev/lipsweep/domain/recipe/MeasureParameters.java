package dev.lipsweep.domain.recipe;

import static dev.lipsweep.domain.recipe.Parameters.choice;
import static dev.lipsweep.domain.recipe.Parameters.whole;
import static dev.lipsweep.domain.recipe.Relevance.when;

import dev.lipsweep.domain.recipe.Parameter.Real;
import dev.lipsweep.domain.recipe.Parameter.Whole;
import java.util.List;

/** What is measured of the trained network besides accuracy and bounds. */
final class MeasureParameters {
  private MeasureParameters() {}

  /** For networks that classify images. */
  static List<Parameter> robustness() {
    Relevance attacked = when("attack", "pgd");
    Relevance smoothed = when("smoothing", "gaussian");
    return List.of(
        choice(
            "attack",
            "attacks on the trained network: fast gradient sign and projected gradient ascent, l_inf and l2",
            "none",
            null,
            "none",
            "pgd"),
        new Whole("attackSteps", "steps of projected gradient ascent", 1, 10_000, 20L, attacked),
        new Whole("attackRestarts", "random starts of it", 1, 100, 1L, attacked),
        new Whole(
            "attackImages",
            "images that are attacked, the first of the validation split",
            1,
            100_000,
            1000L,
            attacked),
        choice(
            "smoothing",
            "certified radii of the classifier smoothed by Gaussian noise",
            "none",
            null,
            "none",
            "gaussian"),
        new Real(
            "smoothingSigma",
            "standard deviation of the noise in a pixel of [0, 1]",
            0,
            true,
            10,
            0.25,
            smoothed),
        new Whole("smoothingSamples", "noisy copies of an image", 100, 1_000_000, 1000L, smoothed),
        new Whole("smoothingImages", "images that are smoothed", 1, 100_000, 100L, smoothed));
  }

  /** For every network. */
  static List<Parameter> everywhere() {
    return List.of(
        choice(
            "precision",
            "accuracy with weights and activations rounded to bf16 and e4m3, and the values beyond their ranges",
            "none",
            null,
            "none",
            "simulated"),
        whole(
            "telemetryEvery",
            "steps between two looks at the spectra of the weights; 0 for none",
            0,
            10_000_000,
            100));
  }
}
