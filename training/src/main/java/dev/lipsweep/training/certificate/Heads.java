package dev.lipsweep.training.certificate;

import java.util.ArrayList;
import java.util.List;

/**
 * A weight by heads.
 *
 * @param slices rows of the weight, one matrix a head
 * @param norms s1 of each, from above
 */
record Heads(List<Matrix> slices, double[] norms) {
  static Heads of(List<Matrix> slices) {
    return new Heads(
        List.copyOf(slices), slices.stream().mapToDouble(SpectralNorm::upperBound).toArray());
  }

  static Heads of(Matrix weight, int heads) {
    int rows = weight.rows() / heads;
    var slices = new ArrayList<Matrix>();
    for (int h = 0; h < heads; h++) {
      slices.add(weight.rows(h * rows, rows));
    }
    return of(slices);
  }

  int count() {
    return norms.length;
  }

  Matrix slice(int head) {
    return slices.get(head);
  }

  double norm(int head) {
    return norms[head];
  }
}
