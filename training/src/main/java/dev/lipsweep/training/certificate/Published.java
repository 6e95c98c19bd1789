package dev.lipsweep.training.certificate;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.wire.CertificateRecord.LayerNorm;
import java.util.ArrayList;
import java.util.List;

/** Collects what the formulas of published code and papers multiply; none of them is a bound. */
final class Published {
  private final Norms norms;
  private final List<LayerNorm> used = new ArrayList<>();
  private final Parts parts = new Parts();
  private LogBound product = LogBound.ONE;

  Published(Norms norms) {
    this.norms = norms;
  }

  LogBound norm(String layer) {
    double norm = norms.rms(layer);
    used.add(new LayerNorm(layer, norm));
    return LogBound.of(norm);
  }

  LogBound columnRms(String layer) {
    double norm = norms.columnRms(layer);
    used.add(new LayerNorm(layer, norm));
    return LogBound.of(norm);
  }

  void times(String part, LogBound factor) {
    product = product.times(factor);
    parts.add(part, factor);
  }

  Bound bound() {
    return new Bound(product, java.util.Map.of(), List.copyOf(used), parts.all());
  }

  /** (1-al) + al x. */
  static LogBound residual(double al, LogBound x) {
    return LogBound.of(1 - al).plus(x.times(al));
  }
}
