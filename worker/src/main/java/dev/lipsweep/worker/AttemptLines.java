package dev.lipsweep.worker;

import dev.lipsweep.domain.wire.CertificateRecord;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.domain.wire.TrialResult;
import dev.lipsweep.worker.attempt.Report;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the journal says about attempts. */
final class AttemptLines {
  private final Journal journal;

  AttemptLines(Journal journal) {
    this.journal = journal;
  }

  void begins(Lease lease, int slot) {
    Lease.Checkpoint from = lease.checkpoint();
    String start = from == null ? "" : ", from step " + from.step();
    journal.say(
        "trial-started",
        fields(lease, Map.of("slot", slot, "fromStep", from == null ? 0 : from.step())),
        "slot %d: %s, epoch %d%s".formatted(slot, trial(lease), lease.epoch(), start));
  }

  void ends(Lease lease, Report report) {
    switch (report) {
      case Report.Acknowledged known ->
          journal.say(
              "trial-ended",
              fields(lease, Map.of("outcome", known.outcome().getClass().getSimpleName())),
              trial(lease) + ": " + describe(known.outcome()));
      case Report.Dropped dropped ->
          journal.say(
              "trial-dropped",
              fields(lease, Map.of("reason", dropped.reason())),
              trial(lease) + ": dropped; " + dropped.reason());
    }
  }

  private static String trial(Lease lease) {
    return "trial %d of %s".formatted(lease.trialNumber(), lease.sweepName());
  }

  private static Map<String, Object> fields(Lease lease, Map<String, ?> more) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("sweep", lease.sweepName());
    fields.put("trial", lease.trialNumber());
    fields.put("trialId", lease.trialId().toString());
    fields.put("attemptId", lease.attemptId().toString());
    fields.put("epoch", lease.epoch());
    fields.putAll(more);
    return fields;
  }

  private static String describe(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed c -> describe(c.result(), c.stoppedEarly());
      case Outcome.Infeasible i -> "infeasible: " + i.reason();
      case Outcome.Failed f -> "failed, %s: %s".formatted(f.cause(), f.message());
      case Outcome.Cancelled c -> "cancelled at step " + c.step();
      case Outcome.Released r ->
          "given back at step " + r.step() + (r.reason() == null ? "" : ": " + r.reason());
    };
  }

  private static String describe(TrialResult result, boolean early) {
    String bound =
        result.certificates().stream()
            .findFirst()
            .map(CertificateRecord::bound)
            .map(b -> b.text())
            .orElse("none");
    return String.format(
        Locale.ROOT,
        "%s, accuracy %.4f, bound %s, %d steps in %.1f s",
        early ? "stopped early" : "completed",
        result.accuracy(),
        bound,
        result.steps(),
        result.trainSeconds());
  }
}
