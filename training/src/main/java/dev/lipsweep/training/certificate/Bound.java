package dev.lipsweep.training.certificate;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.wire.CertificateRecord;
import java.util.List;
import java.util.Map;

/**
 * What a rule found.
 *
 * @param lipschitz from the RMS of the (embedded) input to the RMS of the logits, in the norm that
 *     takes the largest token
 * @param activations bounds of the largest token RMS at the places that {@code
 *     learner.Evaluation.activationMax} measures, in the order of execution
 * @param norms what entered
 * @param contributions what each part of the network multiplies the bound by, in the order of
 *     execution
 */
public record Bound(
    LogBound lipschitz,
    Map<String, LogBound> activations,
    List<CertificateRecord.LayerNorm> norms,
    List<CertificateRecord.Contribution> contributions) {

  /** Of a network that the rule cannot speak of. */
  static final Bound UNKNOWN = new Bound(LogBound.UNKNOWN, Map.of(), List.of(), List.of());

  public LogBound logits() {
    return activations.getOrDefault("logits", LogBound.UNKNOWN);
  }
}
