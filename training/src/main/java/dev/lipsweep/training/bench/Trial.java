package dev.lipsweep.training.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.lipsweep.domain.recipe.Recipes;
import dev.lipsweep.training.learner.Learner;
import dev.lipsweep.training.learner.Learners;
import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Transformer;
import dev.lipsweep.training.recipe.Plan;
import dev.lipsweep.training.recipe.RecipePlans;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The training of a recipe's network on one batch of random data: what a step costs depends on
 * shapes alone.
 */
final class Trial implements AutoCloseable {
  private final Plan plan;
  private final Learner learner;
  private final NDArray inputs;
  private final NDArray targets;

  /**
   * @param parameters without a learning rate and a number of steps
   */
  Trial(String recipe, Map<String, ?> parameters) {
    var all = new HashMap<String, Object>(parameters);
    all.putIfAbsent("learningRate", 1e-6); // nothing may diverge on random data
    all.put("schedule", "none");
    int version = Recipes.named(recipe).orElseThrow().version();
    plan = RecipePlans.plan(recipe, version, all, null);
    learner =
        Learners.create(
            plan.network(), plan.optimizer(), plan.constraint(), plan.schedule(), plan.dtype(), 0);
    int batch = plan.configuration().count("batchSize");
    var random = new SplittableRandom(1);
    switch (plan.network()) {
      case Mlp mlp -> {
        float[] pixels = new float[batch * mlp.inputs()];
        for (int i = 0; i < pixels.length; i++) {
          pixels[i] = (float) random.nextDouble();
        }
        inputs = learner.manager().create(pixels, new Shape(batch, mlp.inputs()));
        targets = labels(random, mlp.outputs(), new Shape(batch));
      }
      case Transformer text -> {
        var shape = new Shape(batch, text.context());
        inputs = labels(random, text.vocabulary(), shape);
        targets = labels(random, text.vocabulary(), shape);
      }
    }
  }

  private NDArray labels(SplittableRandom random, int classes, Shape shape) {
    return learner.manager().create(random.longs(shape.size(), 0, classes).toArray(), shape);
  }

  Plan plan() {
    return plan;
  }

  int batchSize() {
    return (int) inputs.getShape().get(0);
  }

  Learner learner() {
    return learner;
  }

  void step(int number) {
    double loss = learner.step(number, inputs, targets);
    if (Double.isNaN(loss)) {
      throw new IllegalStateException(
          "%s, %s diverged at step %d, and NaN is not what is to be measured"
              .formatted(plan.optimizer().name(), plan.constraint().name(), number));
    }
  }

  @Override
  public void close() {
    learner.close();
  }
}
