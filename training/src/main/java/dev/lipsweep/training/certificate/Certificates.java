package dev.lipsweep.training.certificate;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.wire.CertificateRecord;
import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.Transformer;
import java.util.List;

/** Bounds as the records that are kept as evidence. */
public final class Certificates {
  /** The rules that are cheap enough for every validation. */
  public static final List<BoundRule> DURING_TRAINING =
      List.of(new CertifiedQuick(), new FullMatrix());

  /** The rules that every trial is measured by at its end; the first is the one that counts. */
  static final List<BoundRule> ALL =
      List.of(
          new Certified(),
          new CertifiedQuick(),
          new CertifiedVocabulary(),
          new FullMatrix(),
          new PaperC1(),
          new Repo202506());

  private static final String TOKENS =
      "token sequences of any length whose embedded tokens have an RMS of at most the embedding's largest column RMS; largest token RMS in, largest token RMS of the logits out";
  private static final String VOCABULARY =
      "vocabulary: sequences of any length of the vocabulary's embedded tokens and their convex combinations, no other perturbation; largest token RMS in, largest token RMS of the logits out";

  private Certificates() {}

  /** The rules that speak of a network, the one that counts first. */
  public static List<BoundRule> rules(Network network) {
    return ALL.stream().filter(rule -> rule.speaksOf(network)).toList();
  }

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
        domain(rule, network),
        SpectralNorm.METHOD,
        SpectralNorm.SLACK,
        checkpointSha256,
        bound.norms(),
        sound ? bound.logits() : LogBound.UNKNOWN,
        bound.contributions());
  }

  private static String domain(BoundRule rule, Network network) {
    return switch (network) {
      case Mlp mlp -> MlpBound.DOMAIN;
      case Transformer transformer -> rule instanceof CertifiedVocabulary ? VOCABULARY : TOKENS;
    };
  }
}
