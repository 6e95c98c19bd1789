package dev.lipsweep.training.learner;

import ai.djl.ndarray.NDList;
import dev.lipsweep.training.learner.Trace.Spectrum;
import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Stack;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the layers' spectra in what a tracing script returns. */
final class SpectrumReader {
  private SpectrumReader() {}

  /**
   * @param seen for every linear stack two arrays [matrices, rows], after the update and after the
   *     constraint
   */
  static Map<String, Spectrum> read(List<Stack> stacks, List<Layer> layers, NDList seen) {
    Map<String, Spectrum> found = new HashMap<>();
    int next = 0;
    for (Stack stack : stacks) {
      if (stack.kind() == Layer.Kind.LINEAR) {
        float[] updated = seen.get(next++).toFloatArray();
        float[] constrained = seen.get(next++).toFloatArray();
        int from = 0;
        for (Layer layer : stack.layers()) {
          int to = from + layer.slices() * stack.rows();
          found.put(
              layer.name(),
              new Spectrum(
                  falling(layer, updated, from, to), falling(layer, constrained, from, to)));
          from = to;
        }
      }
    }
    Map<String, Spectrum> ordered = new LinkedHashMap<>();
    for (Layer layer : layers) {
      Spectrum spectrum = found.get(layer.name());
      if (spectrum != null) {
        ordered.put(layer.name(), spectrum);
      }
    }
    return ordered;
  }

  private static double[] falling(Layer layer, float[] values, int from, int to) {
    var rising = new double[to - from];
    for (int i = 0; i < rising.length; i++) {
      rising[i] = values[from + i] / layer.slice().scale();
    }
    Arrays.sort(rising);
    for (int i = 0; i < rising.length / 2; i++) {
      double swap = rising[i];
      rising[i] = rising[rising.length - 1 - i];
      rising[rising.length - 1 - i] = swap;
    }
    return rising;
  }
}
