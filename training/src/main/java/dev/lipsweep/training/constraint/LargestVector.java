package dev.lipsweep.training.constraint;

import dev.lipsweep.training.model.Layer;
import java.util.SplittableRandom;

/**
 * The left singular vector of a matrix's largest singular value, by power iteration on its smaller
 * side (METHOD.md 2.3). Its Rayleigh quotient approaches the value from below.
 *
 * <p>Sound: 1,024 iterations from four starting vectors, done as 16 products with the 64th power of
 * the Gram matrix; the best start wins. Reference: 16 iterations from one start.
 *
 * <p>The starting vectors depend on nothing that would have to be remembered between steps: sound,
 * on the shape alone; reference, on the step too, since the reference code draws its start anew for
 * every one. That matters there: a value whose vector a lasting start hardly touches would grow
 * past the cap for many steps. They travel as coefficients.
 */
final class LargestVector {

  private static final int SEED = 20180216;
  private static final int SQUARINGS = 6;
  private static final int PRODUCTS = 16;
  private static final int STARTS = 4;
  private static final int REFERENCE_ITERATIONS = 16;

  private LargestVector() {}

  /** Coefficients: the constraint's own numbers, then the starting vectors. */
  static double[] coefficients(Coupling coupling, Layer layer, int step, double... own) {
    var random =
        switch (coupling) {
          case SOUND -> new SplittableRandom(SEED);
          case REFERENCE -> new SplittableRandom(SEED + step);
        };
    int starts =
        switch (coupling) {
          case SOUND -> STARTS;
          case REFERENCE -> 1;
        };
    var coefficients = new double[own.length + starts * Math.min(layer.out(), layer.in())];
    System.arraycopy(own, 0, coefficients, 0, own.length);
    for (int i = own.length; i < coefficients.length; i++) {
      coefficients[i] =
          switch (coupling) {
            case SOUND -> random.nextDouble(-1, 1);
            case REFERENCE -> random.nextGaussian();
          };
    }
    return coefficients;
  }

  /**
   * {@code def largest_vector(self, w: Tensor, starts: Tensor) -> Tensor}: unit vectors [layers,
   * rows, 1]; zero for a zero matrix. {@code starts} are the coefficients without the constraint's
   * own.
   */
  static String script(Coupling coupling) {
    return switch (coupling) {
      case SOUND ->
          """
            def largest_vector(self: __torch__.M, w: Tensor, starts: Tensor) -> Tensor:
              x = torch.div(w, torch.add(torch.linalg_vector_norm(w, 2, [1, 2], True), 1e-30))
              p = torch.bmm(x, torch.transpose(x, 1, 2))
              for i in range({squarings}):
                p = torch.bmm(p, p)
                p = torch.div(p, torch.add(torch.linalg_vector_norm(p, 2, [1, 2], True), 1e-30))
              v = torch.reshape(starts, [torch.size(w, 0), torch.size(w, 1), {starts}])
              # p has Frobenius norm 1, so 16 products shrink v by rows^-8 at most; from 2^40 on its
              # squares stay in range, and a power of two changes no digit
              v = torch.mul(v, 1099511627776.)
              for i in range({products}):
                v = torch.bmm(p, v)
              v = torch.div(v, torch.add(torch.linalg_vector_norm(v, 2, [1], True), 1e-30))
              # the lengths of x^T v tell which start came closest
              s = torch.linalg_vector_norm(torch.bmm(torch.transpose(x, 1, 2), v), 2, [1], True)
              return torch.take_along_dim(v, torch.argmax(s, 2, True), 2)
          """
              .replace("{squarings}", "" + SQUARINGS)
              .replace("{products}", "" + PRODUCTS)
              .replace("{starts}", "" + STARTS);
      case REFERENCE ->
          """
            def largest_vector(self: __torch__.M, w: Tensor, starts: Tensor) -> Tensor:
              x = torch.div(w, torch.add(torch.linalg_vector_norm(w, 2, [1, 2], True), 1e-30))
              p = torch.bmm(x, torch.transpose(x, 1, 2))
              v = torch.reshape(starts, [torch.size(w, 0), torch.size(w, 1), 1])
              for i in range({iterations}):
                v = torch.bmm(p, v)
                v = torch.div(v, torch.add(torch.linalg_vector_norm(v, 2, [1], True), 1e-30))
              return v
          """
              .replace("{iterations}", "" + REFERENCE_ITERATIONS);
    };
  }
}
