package dev.lipsweep.audit;

import java.util.List;

/**
 * An audit of a trial.
 *
 * @param verdict FAIL if any certificate fails; else that of the certificate that counts
 * @param reason why, in one sentence
 * @param findings one for every certificate that claims to be a bound, the one that counts first
 * @param seconds what it took
 */
public record Report(Verdict verdict, String reason, List<Finding> findings, double seconds) {}
