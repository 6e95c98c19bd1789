package dev.lipsweep.audit;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.digest.Sha256;
import dev.lipsweep.domain.wire.CertificateRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hipparchus.exception.MathRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes a trial's certificates from its stored checkpoint, in doubles, by code that shares
 * nothing with the trainer's but the domain's words: another reader of the file, another reading of
 * the configuration, another way to norms.
 *
 * <p>A certificate passes if the recomputed bound is at most the stored one (times 10^{@link
 * #TOLERANCE}), if the stored one is not so much larger that it must be of other weights, and if
 * the file is the one it names.
 */
public final class Audit {
  /** In log10: both sides search over gauges and weights, and may stop a little apart. */
  private static final double TOLERANCE = 2e-3;

  /** In log10: what a bound may be above the recomputed one and still be of these weights. */
  private static final double MOST_MARGIN = 0.2;

  private Audit() {}

  /** What there is to say when the checkpoint is not at hand. */
  public static Report unverifiable(Subject subject, String reason) {
    return new Report(
        Verdict.UNVERIFIABLE, reason, all(subject, Verdict.UNVERIFIABLE, reason).findings(), 0);
  }

  /**
   * @param file the checkpoint's bytes
   */
  public static Report audit(Subject subject, byte[] file) {
    long start = System.nanoTime();
    Opinion opinion;
    try {
      opinion = opinion(subject, file);
    } catch (NotAuditable e) {
      opinion = all(subject, Verdict.UNVERIFIABLE, message(e));
    } catch (Refuted e) {
      opinion = all(subject, Verdict.FAIL, message(e));
    }
    return new Report(
        opinion.verdict(), opinion.reason(), opinion.findings(), (System.nanoTime() - start) / 1e9);
  }

  private record Opinion(Verdict verdict, String reason, List<Finding> findings) {}

  private static Opinion opinion(Subject subject, byte[] file) {
    List<CertificateRecord> claims = claims(subject);
    if (claims.isEmpty()) {
      throw new NotAuditable("the trial has no certificate that claims to be a bound");
    }
    requireSameFile(claims, file);
    Weights weights = Weights.read(file);
    requireSameTrial(subject, weights);
    Architecture architecture = Architecture.of(subject);

    List<Finding> findings = new ArrayList<>();
    claims.forEach(claim -> findings.add(finding(claim, architecture, weights)));
    Finding counts =
        findings.stream()
            .filter(finding -> finding.verdict() == Verdict.FAIL)
            .findFirst()
            .orElse(findings.getFirst());
    return new Opinion(counts.verdict(), counts.rule() + ": " + counts.reason(), findings);
  }

  private static Finding finding(
      CertificateRecord claim, Architecture architecture, Weights weights) {
    if (!Bounds.knows(claim.rule(), claim.ruleVersion())) {
      return finding(
          claim,
          Verdict.UNVERIFIABLE,
          null,
          "the audit does not know version %d of this rule".formatted(claim.ruleVersion()));
    }
    LogBound recomputed;
    try {
      recomputed = Bounds.of(claim.rule(), architecture, weights);
    } catch (NotAuditable | MathRuntimeException e) {
      return finding(claim, Verdict.UNVERIFIABLE, null, message(e));
    }
    LogBound stored = claim.bound();
    if (stored.kind() != LogBound.Kind.FINITE || recomputed.kind() != LogBound.Kind.FINITE) {
      boolean same = stored.kind() == recomputed.kind();
      return finding(
          claim,
          same ? Verdict.PASS : Verdict.FAIL,
          recomputed,
          "stored %s, recomputed %s".formatted(stored.text(), recomputed.text()));
    }
    double margin = stored.log10() - recomputed.log10();
    if (margin < -TOLERANCE) {
      return finding(
          claim,
          Verdict.FAIL,
          recomputed,
          "these weights are only proved to stay below %s".formatted(recomputed.text()));
    }
    if (margin > MOST_MARGIN) {
      return finding(
          claim,
          Verdict.FAIL,
          recomputed,
          "these weights give %s by this rule: the stored number is of others"
              .formatted(recomputed.text()));
    }
    return finding(claim, Verdict.PASS, recomputed, "follows from the weights");
  }

  private static Finding finding(
      CertificateRecord claim, Verdict verdict, @Nullable LogBound recomputed, String reason) {
    LogBound stored = claim.bound();
    Double margin = null;
    if (recomputed != null
        && recomputed.kind() == LogBound.Kind.FINITE
        && stored.kind() == LogBound.Kind.FINITE) {
      margin = stored.log10() - recomputed.log10();
    }
    return new Finding(
        claim.rule(), claim.ruleVersion(), verdict, stored, recomputed, margin, reason);
  }

  private static Opinion all(Subject subject, Verdict verdict, String reason) {
    return new Opinion(
        verdict,
        reason,
        claims(subject).stream().map(claim -> finding(claim, verdict, null, reason)).toList());
  }

  /** What only compares with published numbers claims nothing. */
  private static List<CertificateRecord> claims(Subject subject) {
    return subject.certificates().stream().filter(CertificateRecord::sound).toList();
  }

  private static void requireSameFile(List<CertificateRecord> claims, byte[] file) {
    String actual = Sha256.of(file);
    for (CertificateRecord claim : claims) {
      if (!claim.checkpointSha256().toLowerCase(Locale.ROOT).equals(actual)) {
        throw new Refuted(
            "the stored file has SHA-256 %s, the certificate is of %s: it was changed or damaged"
                .formatted(actual, claim.checkpointSha256()));
      }
    }
  }

  private static void requireSameTrial(Subject subject, Weights weights) {
    require(weights, "format", "lipsweep-1");
    require(weights, "recipe", subject.recipe());
    require(weights, "recipe_version", Integer.toString(subject.recipeVersion()));
    require(weights, "configuration", subject.configurationHash());
    require(weights, "seed", Long.toString(subject.seed()));
  }

  private static void require(Weights weights, String name, String expected) {
    if (!weights.says(name).equals(expected)) {
      throw new Refuted(
          "the checkpoint says %s '%s', the trial has '%s'"
              .formatted(name, weights.says(name), expected));
    }
  }

  private static String message(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }
}
