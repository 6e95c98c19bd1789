package dev.lipsweep.training.certificate;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.wire.CertificateRecord.Contribution;
import java.util.ArrayList;
import java.util.List;

/** Collects what each part of a network multiplies a bound by. */
final class Parts {
  private final List<Contribution> parts = new ArrayList<>();

  void add(String part, LogBound factor) {
    Double log10 = factor.kind() == LogBound.Kind.FINITE ? Double.valueOf(factor.log10()) : null;
    parts.add(new Contribution(part, log10));
  }

  List<Contribution> all() {
    return List.copyOf(parts);
  }
}
