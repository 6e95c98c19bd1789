package dev.lipsweep.training.trainer;

import ai.djl.ndarray.NDManager;
import dev.lipsweep.training.data.Batch;
import dev.lipsweep.training.data.DataSet;
import dev.lipsweep.training.learner.Evaluation;
import dev.lipsweep.training.learner.Extremes;
import dev.lipsweep.training.learner.Learner;
import dev.lipsweep.training.model.NumberFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What would become of the trained network in fewer bits: accuracy and loss over the validation
 * split as {@code precision/<format>/accuracy} and {@code /loss}, the largest absolute activation
 * of each place as {@code activation/<place>/largest}, and the share of values that a format cannot
 * hold as {@code precision/<format>/beyond/<place>}.
 */
final class Precision {
  private Precision() {}

  static Map<String, Double> measure(Learner learner, DataSet data, BooleanSupplier leaves) {
    var measures = new LinkedHashMap<String, Double>();
    for (NumberFormat format : NumberFormat.values()) {
      double[] sums = new double[3];
      eachBatch(
          learner,
          data,
          leaves,
          batch -> {
            Evaluation part = learner.evaluate(batch.inputs(), batch.targets(), format);
            sums[0] += part.lossSum();
            sums[1] += part.correct();
            sums[2] += part.count();
          });
      put(measures, "precision/%s/loss".formatted(format.label()), sums[0] / sums[2]);
      put(measures, "precision/%s/accuracy".formatted(format.label()), sums[1] / sums[2]);
    }
    double share = 1.0 / data.validationBatches();
    eachBatch(
        learner,
        data,
        leaves,
        batch ->
            learner
                .extremes(batch.inputs())
                .forEach((place, seen) -> collect(measures, place, seen, share)));
    return measures;
  }

  private static void collect(
      Map<String, Double> measures, String place, Extremes seen, double share) {
    measures.merge("activation/%s/largest".formatted(place), seen.largest(), Math::max);
    seen.beyond()
        .forEach(
            (format, beyond) ->
                measures.merge(
                    "precision/%s/beyond/%s".formatted(format.label(), place),
                    beyond * share,
                    Double::sum));
  }

  private static void eachBatch(
      Learner learner, DataSet data, BooleanSupplier leaves, Consumer<Batch> action) {
    for (int i = 0; i < data.validationBatches() && !leaves.getAsBoolean(); i++) {
      try (NDManager scope = learner.manager().newSubManager()) {
        action.accept(data.validation(scope, i));
      }
    }
  }

  private static void put(Map<String, Double> measures, String name, double value) {
    if (Double.isFinite(value)) {
      measures.put(name, value);
    }
  }
}
