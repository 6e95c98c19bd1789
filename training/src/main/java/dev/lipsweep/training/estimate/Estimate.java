package dev.lipsweep.training.estimate;

import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Stack;
import dev.lipsweep.training.model.Transformer;
import dev.lipsweep.training.recipe.Plan;
import java.util.List;

/**
 * What a configuration takes, counted from its layers. Memory is float32 and leaves out the engine
 * itself (some hundred MB) and the data; floating-point operations are those of matrix products,
 * which is a step's time at best.
 *
 * @param weights bytes of the parameters
 * @param state bytes of gradients, sums of gradients and what the optimizer remembers
 * @param work bytes that the update of the largest stack needs beside it: four matrices of its size
 * @param activations bytes kept for the backward pass of one batch, logits included; a processor
 *     that takes the batch in parts keeps less, and once more the parameters as sums of gradients
 * @param flops of one step: all batches, forward and backward
 */
public record Estimate(
    long parameters,
    long predictions,
    long weights,
    long state,
    long work,
    long activations,
    double flops) {
  private static final int FLOAT = Float.BYTES;

  /** Copies of the largest stack that an orthogonaliser or a cap has at a time. */
  private static final int WORKING_COPIES = 4;

  /** Logits, their logarithms of probabilities, and the gradients of both. */
  private static final int LOGIT_COPIES = 4;

  /** A product forward, and two of the same size backward. */
  private static final int PASSES = 3;

  public static Estimate of(Plan plan) {
    List<Layer> layers = plan.network().layers();
    long parameters = layers.stream().mapToLong(Layer::size).sum();
    long linear =
        layers.stream().filter(l -> l.kind() == Layer.Kind.LINEAR).mapToLong(Layer::size).sum();
    int gradients = plan.accumulation() > 1 ? 2 : 1;
    long largest =
        Stack.of(layers).stream()
            .mapToLong(s -> s.layers().stream().mapToLong(Layer::size).sum())
            .max()
            .orElseThrow();
    long sequences = plan.configuration().count("batchSize");
    long perBatch =
        switch (plan.network()) {
          case Mlp mlp -> sequences;
          case Transformer t -> sequences * t.context();
        };
    double perPrediction =
        switch (plan.network()) {
          case Mlp mlp -> 2.0 * linear;
          // queries times keys and probabilities times values, of half the positions on average
          case Transformer t -> 2.0 * linear + 2.0 * t.blocks() * t.context() * t.width();
        };
    long predictions = perBatch * plan.accumulation();
    return new Estimate(
        parameters,
        predictions,
        parameters * FLOAT,
        parameters * FLOAT * (gradients + plan.optimizer().state().size()),
        largest * FLOAT * WORKING_COPIES,
        perBatch * FLOAT * kept(plan),
        PASSES * perPrediction * predictions);
  }

  /** Numbers per prediction that wait for the backward pass, counted in the networks' scripts. */
  private static long kept(Plan plan) {
    return switch (plan.network()) {
      case Mlp mlp ->
          mlp.inputs()
              + 2L * mlp.hidden().stream().mapToInt(Integer::intValue).sum()
              + (long) LOGIT_COPIES * mlp.outputs();
      case Transformer t -> {
        // per block: two residuals, q k v as they come and turned, their order for attention,
        // its result twice; the MLP before and after gelu
        long width = t.width();
        long block =
            2 * width + 3 * width + 4 * width + 3 * width + 2 * width + 2L * t.mlpRatio() * width;
        yield t.blocks() * block + width + (long) LOGIT_COPIES * t.vocabulary();
      }
    };
  }

  long bytes() {
    return weights + state + work + activations;
  }
}
