package dev.lipsweep.domain.bound;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * A non-negative bound as its decimal logarithm. It is never formed in linear space, and every
 * operation rounds upwards, so that a product or a sum of upper bounds is an upper bound.
 *
 * @param kind FINITE, or why there is no finite logarithm
 * @param log10 log10 of the bound: a number if FINITE, -inf if ZERO, +inf if INFINITE, NaN if
 *     UNKNOWN
 */
public record LogBound(Kind kind, double log10) implements Comparable<LogBound> {
  /** What a bound can be besides a positive number. */
  public enum Kind {
    ZERO,
    FINITE,
    INFINITE,
    UNKNOWN
  }

  public static final LogBound ZERO = new LogBound(Kind.ZERO, Double.NEGATIVE_INFINITY);
  public static final LogBound ONE = new LogBound(Kind.FINITE, 0);
  public static final LogBound INFINITE = new LogBound(Kind.INFINITE, Double.POSITIVE_INFINITY);
  public static final LogBound UNKNOWN = new LogBound(Kind.UNKNOWN, Double.NaN);

  /**
   * Math.log10 and Math.exp are within one or two units in the last place; four cover a whole
   * operation.
   */
  private static final int ULPS = 4;

  private static final double LN_10 = Math.log(10);

  public LogBound {
    Kind expected = kindOf(log10);
    if (kind != expected) {
      throw new IllegalArgumentException(
          "a bound with log10 %s is %s, not %s".formatted(log10, expected, kind));
    }
  }

  /** The bound with this decimal logarithm; NaN is UNKNOWN. */
  public static LogBound ofLog10(double log10) {
    return new LogBound(kindOf(log10), log10);
  }

  /** The bound {@code value}, rounded upwards; NaN is UNKNOWN, a negative value is an error. */
  public static LogBound of(double value) {
    if (value < 0) {
      throw new IllegalArgumentException("a bound is not negative: " + value);
    }
    return value == 1 ? ONE : ofLog10(up(Math.log10(value)));
  }

  /**
   * A bound as people write it, such as {@code 1000}, {@code 2.5e264} or {@code 0}, rounded upwards
   * like any other: of a number that {@link #of} takes it is the same.
   *
   * @throws NumberFormatException for anything else, negative numbers included
   */
  public static LogBound parse(String text) {
    var number = new BigDecimal(text.strip());
    if (number.signum() < 0) {
      throw new NumberFormatException("a bound is not negative: " + text);
    }
    if (number.signum() == 0) {
      return ZERO;
    }
    int exponent = number.precision() - number.scale() - 1;
    if (Math.abs(exponent) < 300) {
      return of(number.doubleValue());
    }
    return ofLog10(up(Math.log10(number.scaleByPowerOfTen(-exponent).doubleValue()) + exponent));
  }

  /** This bound times another, rounded upwards; ZERO times INFINITE is UNKNOWN. */
  public LogBound times(LogBound other) {
    if (equals(ONE)) {
      return other;
    }
    return other.equals(ONE) ? this : ofLog10(up(log10 + other.log10));
  }

  public LogBound times(double factor) {
    return times(of(factor));
  }

  /** This bound plus another, rounded upwards. */
  public LogBound plus(LogBound other) {
    if (kind == Kind.UNKNOWN || other.kind == Kind.UNKNOWN) {
      return UNKNOWN;
    }
    double high = Math.max(log10, other.log10);
    double low = Math.min(log10, other.log10);
    if (Double.isInfinite(high) || low == Double.NEGATIVE_INFINITY) {
      return ofLog10(high);
    }
    return ofLog10(up(high + up(Math.log1p(Math.pow(10, low - high)) / LN_10)));
  }

  /** The n-th root or power: log10 times {@code exponent}, rounded upwards. */
  public LogBound power(double exponent) {
    return kind == Kind.FINITE ? ofLog10(up(log10 * exponent)) : this;
  }

  public LogBound max(LogBound other) {
    return kind == Kind.UNKNOWN || compareTo(other) >= 0 ? this : other;
  }

  public LogBound min(LogBound other) {
    return kind == Kind.UNKNOWN || compareTo(other) > 0 ? other : this;
  }

  /** ZERO, then finite bounds by size, then INFINITE, then UNKNOWN. */
  @Override
  public int compareTo(LogBound other) {
    return Double.compare(log10, other.log10);
  }

  /**
   * Two or three significant digits for people, such as {@code 2.04e264}, {@code 0.93} or {@code
   * infinite}.
   */
  public String text() {
    return switch (kind) {
      case ZERO -> "0";
      case INFINITE -> "infinite";
      case UNKNOWN -> "unknown";
      case FINITE -> finiteText();
    };
  }

  private String finiteText() {
    if (log10 >= -3 && log10 < 4) {
      double value = Math.pow(10, log10);
      int digits = (int) Math.max(0, 2 - Math.floor(log10));
      return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
    double exponent = Math.floor(log10);
    double mantissa = Math.pow(10, log10 - exponent);
    if (mantissa >= 9.995) {
      mantissa /= 10;
      exponent++;
    }
    return String.format(Locale.ROOT, "%.2fe%.0f", mantissa, exponent);
  }

  private static Kind kindOf(double log10) {
    if (Double.isNaN(log10)) {
      return Kind.UNKNOWN;
    }
    if (Double.isInfinite(log10)) {
      return log10 > 0 ? Kind.INFINITE : Kind.ZERO;
    }
    return Kind.FINITE;
  }

  private static double up(double x) {
    double result = x;
    for (int i = 0; i < ULPS; i++) {
      result = Math.nextUp(result);
    }
    return Double.isInfinite(x) ? x : result;
  }
}
