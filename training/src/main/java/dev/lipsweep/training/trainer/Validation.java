package dev.lipsweep.training.trainer;

import ai.djl.ndarray.NDManager;
import dev.lipsweep.training.data.Batch;
import dev.lipsweep.training.data.DataSet;
import dev.lipsweep.training.learner.Evaluation;
import dev.lipsweep.training.learner.Learner;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What the whole validation split says.
 *
 * @param loss mean cross entropy, nats
 * @param accuracy share of right predictions
 * @param activations largest RMS by place
 */
record Validation(double loss, double accuracy, Map<String, Double> activations) {

  /** Scores every batch once; empty if it was told to leave in the middle. */
  static Optional<Validation> of(Learner learner, DataSet data, BooleanSupplier leaves) {
    double loss = 0;
    long correct = 0;
    long count = 0;
    Map<String, Double> activations = new LinkedHashMap<>();
    for (int i = 0; i < data.validationBatches(); i++) {
      if (leaves.getAsBoolean()) {
        return Optional.empty();
      }
      try (NDManager scope = learner.manager().newSubManager()) {
        Batch batch = data.validation(scope, i);
        Evaluation part = learner.evaluate(batch.inputs(), batch.targets());
        loss += part.lossSum();
        correct += part.correct();
        count += part.count();
        part.activationMax().forEach((place, rms) -> activations.merge(place, rms, Math::max));
      }
    }
    return Optional.of(new Validation(loss / count, (double) correct / count, activations));
  }
}
