package dev.lipsweep.training.robustness;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Two classes with logits 0 and w.x - b: everything about it is known in closed form. The gradient
 * of the loss is a multiple of w.
 */
record LinearClassifier(float[] w, float b) implements Classifier {
  @Override
  public NDArray logits(NDManager scope, NDArray images) {
    NDArray weights = scope.create(w, new Shape(w.length, 1));
    NDArray z = images.matMul(weights).sub(b);
    NDArray logits = z.zerosLike().concat(z, 1);
    logits.attach(scope);
    return logits;
  }

  @Override
  public Sensitivity sensitivity(NDManager scope, NDArray images, NDArray labels) {
    NDArray logits = logits(scope, images);
    float[] z = logits.get(":, 1").toFloatArray();
    long[] y = labels.toLongArray();
    float[] gradient = new float[z.length * w.length];
    for (int i = 0; i < z.length; i++) {
      double p = 1 / (1 + Math.exp(-z[i]));
      for (int j = 0; j < w.length; j++) {
        gradient[i * w.length + j] = (float) ((p - y[i]) * w[j]);
      }
    }
    return new Sensitivity(logits, scope.create(gradient, new Shape(z.length, w.length)));
  }
}
