package dev.lipsweep.training.certificate;

import java.util.Arrays;

/**
 * The norms of one MLP W_out gelu(W_in x)/1.1289 and its residual (1-al) x + al MLP(x) (BOUNDS.md
 * 1, step 2).
 *
 * <p>The slope of gelu/1.1289 lies in [glo, ghi]: as c + r theta with |theta| at most 1, the common
 * part c W_out W_in is taken as the one matrix that it is.
 *
 * @param product s1(W_out T) s1(T^-1 W_in), for the better of T = 1 and the T that balances rows of
 *     W_in with columns of W_out
 * @param whole s1(W_out W_in)
 * @param lipschitz of the layer with its residual
 * @param activation how much longer the residual can make a token
 */
record MlpNorms(double product, double whole, double lipschitz, double activation) {
  private static final double HIGH = 1.1290 / 1.1289;
  private static final double LOW = -0.1290 / 1.1289;
  private static final double CENTRE = (HIGH + LOW) / 2;
  private static final double RADIUS = (HIGH - LOW) / 2;

  /** Bounds |gelu(x)/1.1289| / |x|, which lies in [0, SIZE]. */
  static final double SIZE = 1 / 1.1289;

  static MlpNorms of(Norms norms, String block, double al) {
    Matrix out = norms.weight(block + "mlp_out");
    Matrix in = norms.weight(block + "mlp_in");
    double plain = SpectralNorm.upperBound(out) * SpectralNorm.upperBound(in);
    double product =
        plain > 0 && Double.isFinite(plain) ? Math.min(plain, balanced(out, in)) : plain;
    Matrix whole = out.times(in);
    double gap = out.productRounding(in);
    double keep = Math.nextUp(1 - al);
    double lipschitz =
        Math.min(
            keep + al * HIGH * product,
            SpectralNorm.upperBound(whole.mixedWithIdentity(1 - al, al * CENTRE))
                + al * (gap + RADIUS * product));
    double activation =
        Math.min(
            keep + al * SIZE * product,
            SpectralNorm.upperBound(whole.mixedWithIdentity(1 - al, al * SIZE / 2))
                + al * (gap + SIZE / 2 * product));
    return new MlpNorms(
        product,
        Math.min(product, SpectralNorm.upperBound(whole) + gap),
        lipschitz * (1 + 1e-12),
        activation * (1 + 1e-12));
  }

  /** The branch alone puts out at most so many times the length of its input. */
  double branch() {
    return Math.min(SIZE * product, SIZE / 2 * (whole + product)) * (1 + 1e-12);
  }

  private static double balanced(Matrix out, Matrix in) {
    double[] columns = out.columnLengths();
    double[] up = new double[columns.length];
    Arrays.setAll(
        up,
        i -> {
          double row = in.rowLength(i);
          return row > 0 && columns[i] > 0 ? Math.sqrt(row / columns[i]) : 1;
        });
    double[] down = Arrays.stream(up).map(x -> 1 / x).toArray();
    return SpectralNorm.upperBound(out.scaledColumns(up))
        * SpectralNorm.upperBound(in.scaledRows(down));
  }
}
