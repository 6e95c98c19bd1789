package dev.lipsweep.training.trainer;

import dev.lipsweep.training.learner.Trace;
import dev.lipsweep.training.learner.Trace.Spectrum;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The spectra of the weights over a training, as series {@code spectrum/<layer>/...}: {@code
 * sigma-max} (the RMS-to-RMS norm, over the cap where there is one), {@code stable-rank}, {@code
 * q10}, {@code q50} and {@code q90} (quantiles of the singular values), {@code moved} (singular
 * values that the constraint changed) and {@code moved-by} (their mean change); and {@code
 * activation/<place>}, the largest RMS on the training batch.
 */
final class Telemetry {
  private final int every;
  private final Function<String, Double> cap;
  private long tracedNanos;
  private long traced;

  /**
   * @param every steps between two traces; 0 for none
   * @param cap of a layer by its name, infinite if it has none
   */
  Telemetry(int every, Function<String, Double> cap) {
    this.every = every;
    this.cap = cap;
  }

  boolean wants(long step) {
    return every > 0 && step % every == 0;
  }

  Trace time(Supplier<Trace> step) {
    long start = System.nanoTime();
    Trace trace = step.get();
    tracedNanos += System.nanoTime() - start;
    traced++;
    return trace;
  }

  /**
   * @param step steps done
   */
  void report(Reporter reporter, Trace trace, long step) {
    trace
        .spectra()
        .forEach(
            (layer, spectrum) -> {
              String name = "spectrum/" + layer;
              double unit = Double.isFinite(cap.apply(layer)) ? cap.apply(layer) : 1;
              reporter.metric(name + "/sigma-max", step, spectrum.largest() / unit);
              reporter.metric(name + "/stable-rank", step, spectrum.stableRank());
              quantiles(reporter, name, step, spectrum, unit);
              reporter.metric(name + "/moved", step, spectrum.moved());
              reporter.metric(name + "/moved-by", step, spectrum.meanChange() / unit);
            });
    trace
        .activationMax()
        .forEach((place, rms) -> reporter.metric("activation/" + place, step, rms));
  }

  private void quantiles(
      Reporter reporter, String name, long step, Spectrum spectrum, double unit) {
    for (int percent : new int[] {10, 50, 90}) {
      reporter.metric(name + "/q" + percent, step, spectrum.quantile(percent / 100.0) / unit);
    }
  }

  /**
   * The share of the training time that traces have added over as many plain steps.
   *
   * @param steps all of them, traced ones included
   * @param nanos what they took
   */
  double share(long steps, long nanos) {
    long plain = steps - traced;
    if (plain == 0 || nanos == 0) {
      return 0;
    }
    double each = (double) (nanos - tracedNanos) / plain;
    return Math.max(0, tracedNanos - traced * each) / nanos;
  }
}
