package dev.lipsweep.audit;

import java.util.Arrays;
import org.hipparchus.linear.RealMatrix;

/**
 * How long M x can get for the tokens x that reach a layer, as a share of the longest that x can
 * be. Of any x that is s1(M). Of x = kept x_0 + rest, with x_0 one of the vocabulary's tokens or
 * between them, it is also at most (kept max_t |M E_t| + s1(M) |rest|)/R (BOUNDS.md 1, "Hull").
 */
interface Reach {
  /** Of every token that is not too long. */
  Reach BALL = Top::singular;

  double of(RealMatrix matrix);

  /** The same about any fixed centre: for what only varies counts. */
  default double aboutCentre(RealMatrix matrix) {
    return of(matrix);
  }

  /**
   * Of tokens that came from a vocabulary.
   *
   * @param tokens one per column
   * @param fixedCentre whether what came before this layer moved the tokens' centre the same way
   *     for all
   * @param kept the factor on the embedded token, over R
   * @param rest length of everything else, over R
   */
  static Reach ofVocabulary(RealMatrix tokens, boolean fixedCentre, double kept, double rest) {
    RealMatrix centred = fixedCentre ? centred(tokens) : tokens;
    return new Reach() {
      @Override
      public double of(RealMatrix matrix) {
        return of(matrix, tokens);
      }

      @Override
      public double aboutCentre(RealMatrix matrix) {
        return of(matrix, centred);
      }

      private double of(RealMatrix matrix, RealMatrix points) {
        double any = Top.singular(matrix);
        double longest = longestColumn(matrix.multiply(points)) * Top.ROUNDING;
        return Math.min(any, (kept * longest + rest * any) * Top.ROUNDING);
      }
    };
  }

  /** The largest length of a column. */
  static double longestColumn(RealMatrix matrix) {
    double most = 0;
    for (int j = 0; j < matrix.getColumnDimension(); j++) {
      most = Math.max(most, matrix.getColumnVector(j).getNorm());
    }
    return most;
  }

  private static RealMatrix centred(RealMatrix tokens) {
    RealMatrix centred = tokens.copy();
    for (int i = 0; i < tokens.getRowDimension(); i++) {
      double mean = Arrays.stream(tokens.getRow(i)).average().orElse(0);
      for (int j = 0; j < tokens.getColumnDimension(); j++) {
        centred.addToEntry(i, j, -mean);
      }
    }
    return centred;
  }
}
