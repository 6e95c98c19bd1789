package dev.lipsweep.domain.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One axis of a plot: a range of data laid on a range of pixels, with its ticks.
 *
 * @param from value at {@code fromPixel}
 * @param to value at {@code toPixel}
 * @param ticks labelled places, rising
 * @param minor places of small marks without a label
 */
public record PlotAxis(
    double from,
    double to,
    double fromPixel,
    double toPixel,
    List<Tick> ticks,
    List<Double> minor) {
  /**
   * A label, in two parts because powers are set higher.
   *
   * @param power the exponent of ten, or empty
   */
  public record Tick(double value, String text, String power) {}

  private static final int MOST_DECADES = 10;
  private static final double LEAST_SPAN = 0.5;
  private static final int[] STEPS = {1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000};

  public double pixel(double value) {
    return fromPixel + (value - from) / (to - from) * (toPixel - fromPixel);
  }

  /** A logarithmic axis over decimal logarithms from {@code low} to {@code high}. */
  public static PlotAxis decades(double low, double high, double fromPixel, double toPixel) {
    double pad = Math.max(0.05 * (high - low), Math.max(0.06, (LEAST_SPAN - (high - low)) / 2));
    double from = low - pad;
    double to = high + pad;
    int step = 1;
    for (int i = 0; (to - from) / step > MOST_DECADES && i < STEPS.length; i++) {
      step = STEPS[i];
    }
    var ticks = new ArrayList<Tick>();
    var minor = new ArrayList<Double>();
    String named = to - from < 1 ? "23457" : to - from < 2 ? "25" : "";
    for (long decade = (long) Math.floor(from / step) * step; decade <= to; decade += step) {
      add(ticks, from, to, new Tick(decade, "10", Long.toString(decade)));
      for (int digit = 2; digit < 10 && step == 1; digit++) {
        double value = decade + Math.log10(digit);
        if (named.indexOf('0' + digit) >= 0) {
          add(ticks, from, to, new Tick(value, digit + " × 10", Long.toString(decade)));
        } else if (value >= from && value <= to) {
          minor.add(value);
        }
      }
    }
    return new PlotAxis(from, to, fromPixel, toPixel, ticks, minor);
  }

  /** An axis of percentages over shares from {@code low} to {@code high}, both in [0, 1]. */
  public static PlotAxis percent(double low, double high, double fromPixel, double toPixel) {
    double pad = Math.max(0.06 * (high - low), 0.002);
    double from = Math.max(-0.01, low - pad);
    double to = Math.min(1.01, high + pad);
    double rough = (to - from) / 6;
    double magnitude = Math.pow(10, Math.floor(Math.log10(rough)));
    double share = rough / magnitude;
    double step = magnitude * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step * 100) - 1e-9));
    var ticks = new ArrayList<Tick>();
    for (long i = (long) Math.ceil(from / step); i * step <= to; i++) {
      String text = String.format(Locale.ROOT, "%." + decimals + "f", i * step * 100);
      add(ticks, Math.max(from, 0), Math.min(to, 1 + 1e-9), new Tick(i * step, text, ""));
    }
    return new PlotAxis(from, to, fromPixel, toPixel, ticks, List.of());
  }

  private static void add(List<Tick> ticks, double from, double to, Tick tick) {
    if (tick.value() >= from && tick.value() <= to) {
      ticks.add(tick);
    }
  }
}
