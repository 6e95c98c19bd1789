package dev.lipsweep.api.trial;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lipsweep.domain.wire.CertificateRecord;
import dev.lipsweep.persistence.trial.StoredCertificate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with the time it was stored.
 *
 * @param audit what the latest audit that could tell has said of it; null without one
 */
record CertificateView(
    @JsonUnwrapped CertificateRecord certificate,
    Instant createdAt,
    StoredCertificate.@Nullable Audit audit) {
  static CertificateView of(StoredCertificate stored) {
    return new CertificateView(stored.certificate(), stored.createdAt(), stored.audit());
  }
}
