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
 */
public record Bound(
    LogBound lipschitz,
    Map<String, LogBound> activations,
    List<CertificateRecord.LayerNorm> norms) {

  public LogBound logits() {
    return activations.getOrDefault("logits", LogBound.UNKNOWN);
  }
}
