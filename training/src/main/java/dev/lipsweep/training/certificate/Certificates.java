package dev.lipsweep.training.certificate;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.wire.CertificateRecord;
import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.Transformer;
import java.util.List;

/** Bounds as the records that are kept as evidence. */
public final class Certificates {
  /** The rules that every trial is measured by; the first is the one that counts. */
  public static final List<BoundRule> RULES = List.of(new CertifiedQuick(), new FullMatrix());

  private Certificates() {}

  /**
   * @param checkpointSha256 the weights that the norms are of
   */
  public static CertificateRecord record(
      BoundRule rule, Network network, Bound bound, String checkpointSha256) {
    boolean sound = rule.sound(network);
    return new CertificateRecord(
        rule.name(),
        rule.version(),
        sound,
        bound.lipschitz(),
        domain(network),
        SpectralNorm.METHOD,
        SpectralNorm.SLACK,
        checkpointSha256,
        bound.norms(),
        sound ? bound.logits() : LogBound.UNKNOWN);
  }

  private static String domain(Network network) {
    return switch (network) {
      case Mlp mlp -> MlpBound.DOMAIN;
      case Transformer transformer ->
          "token sequences of any length whose embedded tokens have an RMS of at most the embedding's largest column RMS; largest token RMS in, largest token RMS of the logits out";
    };
  }
}
