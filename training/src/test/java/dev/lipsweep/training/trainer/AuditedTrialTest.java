package dev.lipsweep.training.trainer;

import static dev.lipsweep.training.trainer.Dialogue.only;
import static dev.lipsweep.training.trainer.Dialogue.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.audit.Audit;
import dev.lipsweep.audit.Report;
import dev.lipsweep.audit.Subject;
import dev.lipsweep.audit.Verdict;
import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.domain.recipe.Recipes;
import dev.lipsweep.domain.wire.CertificateRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a trainer says of the weights it trained, and what the audit says of the file it wrote. */
class AuditedTrialTest {
  @TempDir private Path folder;

  @Test
  void a_trained_checkpoint_passes_and_with_a_flipped_bit_it_fails() throws IOException {
    Configuration configuration =
        Recipes.named("text-tiny")
            .orElseThrow()
            .configuration(Line.tiny(Map.of("steps", 30, "blocks", 2)));
    List<JsonNode> events;
    try (var trainer = new InProcess()) {
      events =
          trainer.dialogue().run(Line.train("a", configuration.parameters(), folder, null, 1e9));
    }
    var subject =
        new Subject(
            "text-tiny",
            1,
            configuration.hash(),
            configuration.parameters(),
            3,
            certificates(outcome(events).get("result").get("certificates")));
    Path file = Path.of(only(events, "Checkpoint").getLast().get("file").stringValue());
    byte[] bytes = Files.readAllBytes(file);

    Report report = Audit.audit(subject, bytes);
    assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.PASS);
    assertThat(report.findings().getFirst().margin()).isBetween(-1e-4, 1e-3);

    bytes[bytes.length / 2] ^= 1;
    assertThat(Audit.audit(subject, bytes).verdict()).isEqualTo(Verdict.FAIL);
  }

  private static List<CertificateRecord> certificates(JsonNode written) {
    var certificates = new ArrayList<CertificateRecord>();
    for (JsonNode certificate : written) {
      certificates.add(
          new CertificateRecord(
              certificate.get("rule").stringValue(),
              certificate.get("ruleVersion").intValue(),
              certificate.get("sound").booleanValue(),
              LogBound.ofLog10(certificate.get("bound").get("log10").asDouble()),
              "",
              "",
              0,
              certificate.get("checkpointSha256").stringValue(),
              List.of(),
              LogBound.UNKNOWN,
              List.of()));
    }
    return certificates;
  }
}
