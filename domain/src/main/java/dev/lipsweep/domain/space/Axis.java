package dev.lipsweep.domain.space;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** The values of one parameter in a block. */
public sealed interface Axis {
  String parameter();

  /** Every value; of a range its two ends. */
  List<Object> values();

  /** The value at a place from 0 to 1, the upper end not included; equal shares for each. */
  default Object at(double place) {
    List<Object> values = values();
    return values.get(Math.min(values.size() - 1, (int) (place * values.size())));
  }

  /** A place whose value this is; NaN if there is none. */
  default double placeOf(Object value) {
    int index = values().indexOf(value);
    return index < 0 ? Double.NaN : (index + 0.5) / values().size();
  }

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
      requireOrder(logarithmic, low, high);
      if (points < 2) {
        throw new IllegalArgumentException(
            "no axis from %s to %s with %d points".formatted(low, high, points));
      }
    }

    @Override
    public List<Object> values() {
      var values = new ArrayList<Object>(points);
      for (int i = 0; i < points; i++) {
        double value = between(logarithmic, low, high, (double) i / (points - 1));
        values.add(i == 0 ? low : i == points - 1 ? high : rounded(value, DIGITS));
      }
      return values;
    }
  }

  /**
   * Anything from {@code low} to {@code high}, for a search that draws its points. Values keep four
   * significant digits: what lies nearer together is the same point.
   *
   * @param whole whole numbers only
   */
  record Range(String parameter, boolean logarithmic, double low, double high, boolean whole)
      implements Axis {
    private static final int DIGITS = 4;

    public Range {
      requireOrder(logarithmic, low, high);
    }

    @Override
    public List<Object> values() {
      return List.of(typed(low), typed(high));
    }

    @Override
    public Object at(double place) {
      double value = rounded(between(logarithmic, low, high, place), DIGITS);
      return typed(Math.clamp(value, low, high));
    }

    @Override
    public double placeOf(Object value) {
      if (!(value instanceof Number n) || n.doubleValue() < low || n.doubleValue() > high) {
        return Double.NaN;
      }
      double x = n.doubleValue();
      double place =
          logarithmic ? Math.log(x / low) / Math.log(high / low) : (x - low) / (high - low);
      return Math.clamp(place, 0, Math.nextDown(1.0));
    }

    private Object typed(double value) {
      if (whole) {
        return Math.round(value);
      }
      return value;
    }
  }

  private static void requireOrder(boolean logarithmic, double low, double high) {
    boolean ordered = Double.isFinite(low) && Double.isFinite(high) && low < high;
    if (!ordered || (logarithmic && low <= 0)) {
      throw new IllegalArgumentException("no axis from %s to %s".formatted(low, high));
    }
  }

  private static double between(boolean logarithmic, double low, double high, double share) {
    return logarithmic ? low * Math.pow(high / low, share) : low + (high - low) * share;
  }

  private static double rounded(double value, int digits) {
    return new BigDecimal(value).round(new MathContext(digits)).doubleValue();
  }
}
