package dev.lipsweep.api.trial;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.audit.Audit;
import dev.lipsweep.audit.Finding;
import dev.lipsweep.audit.Report;
import dev.lipsweep.audit.Subject;
import dev.lipsweep.domain.wire.CertificateRecord;
import dev.lipsweep.persistence.artifact.Artifact;
import dev.lipsweep.persistence.artifact.Artifacts;
import dev.lipsweep.persistence.trial.AuditFindings;
import dev.lipsweep.persistence.trial.StoredCertificate;
import dev.lipsweep.persistence.trial.Trial;
import dev.lipsweep.persistence.trial.TrialQueries;
import dev.lipsweep.persistence.trial.TrialRecipe;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "trials")
class AuditController {
  /** A file that would fill the server's memory is not read. */
  private static final long LARGEST_FILE = 1L << 30;

  private final TrialQueries trials;
  private final Artifacts artifacts;
  private final AuditFindings findings;

  /** One audit at a time: each takes a core and a checkpoint's worth of memory. */
  private final ReentrantLock turn = new ReentrantLock();

  AuditController(TrialQueries trials, Artifacts artifacts, AuditFindings findings) {
    this.trials = trials;
    this.artifacts = artifacts;
    this.findings = findings;
  }

  @PostMapping("/api/v1/trials/{id}/audit")
  @Operation(
      summary =
          "Recomputes a trial's certificates from its stored checkpoint: PASS, FAIL or UNVERIFIABLE",
      description =
          "What it finds is kept, for frontiers of audited results. The recomputation shares no code with the trainer; margin is log10 of the stored over the recomputed bound.")
  AuditView audit(@PathVariable UUID id) throws IOException {
    Trial trial =
        trials
            .find(id)
            .orElseThrow(
                () ->
                    ApiProblem.notFound(
                        "trial", id, "GET /api/v1/sweeps/{sweep}/trials lists them"));
    TrialRecipe recipe = trials.recipe(id);
    List<CertificateRecord> certificates =
        trials.certificates(id).stream().map(StoredCertificate::certificate).toList();
    var subject =
        new Subject(
            recipe.name(),
            recipe.version(),
            trial.configurationHash(),
            trial.parameters(),
            trial.seed(),
            certificates);
    turn.lock();
    try {
      Report report = report(subject);
      findings.remember(id, report.findings().stream().map(AuditController::finding).toList());
      return AuditView.of(id, report);
    } finally {
      turn.unlock();
    }
  }

  private static AuditFindings.Finding finding(Finding finding) {
    return new AuditFindings.Finding(
        finding.rule(), finding.ruleVersion(), finding.verdict().name());
  }

  private Report report(Subject subject) throws IOException {
    if (subject.certificates().isEmpty()) {
      return Audit.unverifiable(subject, "the trial has no certificate");
    }
    String sha256 = subject.certificates().getFirst().checkpointSha256();
    Optional<Artifact> artifact = artifacts.open(sha256);
    if (artifact.isEmpty()) {
      return Audit.unverifiable(
          subject, "checkpoint %s is not in the server's store".formatted(sha256));
    }
    try (InputStream bytes = artifact.get().bytes()) {
      if (artifact.get().sizeBytes() > LARGEST_FILE) {
        return Audit.unverifiable(
            subject,
            "the checkpoint has %d bytes, more than this server reads at once"
                .formatted(artifact.get().sizeBytes()));
      }
      return Audit.audit(subject, bytes.readAllBytes());
    }
  }
}
