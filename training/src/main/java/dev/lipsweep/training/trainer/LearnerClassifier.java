package dev.lipsweep.training.trainer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.lipsweep.training.learner.Learner;
import dev.lipsweep.training.robustness.Classifier;

/** A learner of images as attacks see it. */
record LearnerClassifier(Learner learner) implements Classifier {
  @Override
  public NDArray logits(NDManager scope, NDArray images) {
    return learner.logits(scope, images);
  }

  @Override
  public Sensitivity sensitivity(NDManager scope, NDArray images, NDArray labels) {
    NDList both = learner.sensitivity(scope, images, labels);
    return new Sensitivity(both.get(0), both.get(1));
  }
}
