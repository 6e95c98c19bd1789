package dev.lipsweep.api.trial;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lipsweep.domain.wire.CertificateRecord;
import dev.lipsweep.persistence.trial.StoredCertificate;
import java.time.Instant;

/** A certificate with the time it was stored. */
record CertificateView(@JsonUnwrapped CertificateRecord certificate, Instant createdAt) {
  static CertificateView of(StoredCertificate stored) {
    return new CertificateView(stored.certificate(), stored.createdAt());
  }
}
