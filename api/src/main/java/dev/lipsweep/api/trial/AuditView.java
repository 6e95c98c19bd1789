package dev.lipsweep.api.trial;

import dev.lipsweep.audit.Finding;
import dev.lipsweep.audit.Report;
import dev.lipsweep.audit.Verdict;
import java.util.List;
import java.util.UUID;

/** What an audit says of a trial. */
record AuditView(
    UUID trialId, Verdict verdict, String reason, double seconds, List<Finding> findings) {
  static AuditView of(UUID trial, Report report) {
    return new AuditView(
        trial, report.verdict(), report.reason(), report.seconds(), report.findings());
  }
}
