package dev.lipsweep.persistence.trial;

import dev.lipsweep.domain.wire.CertificateRecord;
import java.time.Instant;

/** A certificate and when it was stored. */
public record StoredCertificate(CertificateRecord certificate, Instant createdAt) {}
