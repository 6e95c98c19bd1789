package dev.lipsweep.persistence.trial;

import dev.lipsweep.domain.wire.CertificateRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A certificate and when it was stored.
 *
 * @param audit the latest that could tell; null without one
 */
public record StoredCertificate(
    CertificateRecord certificate, Instant createdAt, @Nullable Audit audit) {

  /**
   * What an audit has said.
   *
   * @param verdict PASS, FAIL or UNVERIFIABLE
   */
  public record Audit(String verdict, Instant auditedAt) {}
}
