package dev.lipsweep.domain.wire;

import java.util.List;
import java.util.Map;

/**
 * What a trial found.
 *
 * @param accuracy share of right answers on the whole validation split, 0 to 1
 * @param loss mean cross entropy on the validation split, nats
 * @param checkpointSha256 the final weights; the certificates speak of these
 * @param certificates one per rule; the first is the one that counts as the trial's bound
 * @param provenance how it was made: code version, engine, native, device, threads, data digest
 */
public record TrialResult(
    double accuracy,
    double loss,
    long steps,
    double trainSeconds,
    String checkpointSha256,
    List<CertificateRecord> certificates,
    Map<String, Double> measures,
    Map<String, String> provenance) {}
