package dev.lipsweep.domain.baseline;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as reports have them. */
final class Figures {
  private static final double POINTS = 100;

  private Figures() {}

  /** A level: a share in per cent, a bound as its logarithm. */
  static String level(Measure measure, double value) {
    return measure == Measure.BOUND ? format("10^%.3f", value) : format("%.2f %%", POINTS * value);
  }

  /** A change with its sign and unit, such as {@code -1.02 points} or {@code +0.150 decades}. */
  static String change(Measure measure, double change) {
    return signed(measure, change) + (measure == Measure.BOUND ? " decades" : " points");
  }

  static String signed(Measure measure, double change) {
    return measure == Measure.BOUND ? format("%+.3f", change) : format("%+.2f", POINTS * change);
  }

  /** An amount without a sign, in three digits at most. */
  static String amount(Measure measure, double amount) {
    double shown = measure == Measure.BOUND ? amount : POINTS * amount;
    String digits = new BigDecimal(shown, new MathContext(3)).stripTrailingZeros().toPlainString();
    return digits + (measure == Measure.BOUND ? " decades" : " points");
  }

  static String interval(Effect effect) {
    Double low = effect.low();
    Double high = effect.high();
    if (low == null || high == null) {
      return "no interval";
    }
    return signed(effect.measure(), low) + " to " + signed(effect.measure(), high);
  }

  static String p(@Nullable Double p) {
    if (p == null) {
      return "-";
    }
    if (p >= 0.9995) {
      return "1";
    }
    return p < 0.001 ? "< 0.001" : format("%.3f", p);
  }

  static String count(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
