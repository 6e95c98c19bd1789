package dev.lipsweep.audit;

import dev.lipsweep.domain.wire.CertificateRecord;
import java.util.List;
import java.util.Map;

/**
 * The trial that is audited, as it was stored.
 *
 * @param parameters of its configuration: String, Long or Double by name
 * @param certificates the one that counts first
 */
public record Subject(
    String recipe,
    int recipeVersion,
    String configurationHash,
    Map<String, Object> parameters,
    long seed,
    List<CertificateRecord> certificates) {}
