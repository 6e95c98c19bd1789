package dev.lipsweep.domain.space;

import java.util.ArrayList;
import java.util.List;

/** The values of one parameter in a grid. */
public sealed interface Axis {
  String parameter();

  List<Object> values();

  /** Values as written, one or many. */
  record Listed(String parameter, List<Object> values) implements Axis {
    public Listed {
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException("the axis " + parameter + " is empty");
      }
    }
  }

  /**
   * {@code points} values from {@code low} to {@code high}, both included, equally spaced or at
   * equal ratios.
   */
  record Spaced(String parameter, boolean logarithmic, double low, double high, int points)
      implements Axis {
    /**
     * Spaced values keep 12 significant digits, so that 0.1 stays 0.1 and identities do not hang on
     * the last bit.
     */
    private static final int DIGITS = 12;

    public Spaced {
      boolean ordered = Double.isFinite(low) && Double.isFinite(high) && low < high;
      if (!ordered || points < 2 || (logarithmic && low <= 0)) {
        throw new IllegalArgumentException(
            "no axis from %s to %s with %d points".formatted(low, high, points));
      }
    }

    @Override
    public List<Object> values() {
      var values = new ArrayList<Object>(points);
      for (int i = 0; i < points; i++) {
        double share = (double) i / (points - 1);
        double value = logarithmic ? low * Math.pow(high / low, share) : low + (high - low) * share;
        values.add(i == 0 ? low : i == points - 1 ? high : rounded(value));
      }
      return values;
    }

    private static double rounded(double value) {
      return new java.math.BigDecimal(value).round(new java.math.MathContext(DIGITS)).doubleValue();
    }
  }
}
