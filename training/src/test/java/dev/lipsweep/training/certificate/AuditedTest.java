package dev.lipsweep.training.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.audit.Audit;
import dev.lipsweep.audit.Finding;
import dev.lipsweep.audit.Report;
import dev.lipsweep.audit.Subject;
import dev.lipsweep.audit.Verdict;
import dev.lipsweep.domain.wire.CertificateRecord;
import dev.lipsweep.training.checkpoint.Checkpoint;
import dev.lipsweep.training.checkpoint.CheckpointWriter;
import dev.lipsweep.training.checkpoint.Stored;
import dev.lipsweep.training.learner.Tensor;
import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.model.Network;
import dev.lipsweep.training.model.Transformer;
import dev.lipsweep.training.model.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules here and the audit, which shares no code with them, about the same checkpoints. */
class AuditedTest {
  @TempDir private Path folder;
  private final Random random = new Random(11);

  @Test
  void transformers_of_all_kinds_pass() throws IOException {
    List<DoubleUnaryOperator> spectra = List.of(x -> 1.4, x -> x / 2, x -> Math.pow(x / 3, 3));
    double mostByVocabulary = 0;
    for (int i = 0; i < 6; i++) {
      int heads = 1 << i % 3;
      double kappa = i % 2 == 0 ? 0.3 : 4;
      double cap = i == 4 ? 0.7 : 0;
      var plain = new Transformer(11, 16, heads, 1 + i % 2, 8, 4, kappa, 1.5, 3, 10_000, 16);
      Transformer network = cap > 0 ? plain.with(Variant.PAPER.clampedAt(cap)) : plain;
      Map<String, Object> parameters =
          Map.of(
              "width",
              16L,
              "heads",
              (long) heads,
              "blocks",
              (long) network.blocks(),
              "attentionScale",
              kappa,
              "residualScale",
              1.5,
              "logitScale",
              3.0,
              "activationCap",
              cap,
              "normLayer",
              "none",
              "learningRate",
              0.1,
              "constraint",
              "none");
      List<Tensor> weights = Weights.mapped(network, spectra.get(i % 3), random);
      Map<String, Double> bounds = passes("text-tiny", parameters, network, weights);
      mostByVocabulary =
          Math.max(mostByVocabulary, bounds.get("certified") - bounds.get("certified-vocabulary"));
    }
    assertThat(mostByVocabulary).as("what the smaller domain takes off").isGreaterThan(0.01);
  }

  @Test
  void a_perceptron_passes() throws IOException {
    var network = new Mlp(30, List.of(8, 8), 10, 4);
    List<Tensor> weights = Weights.mapped(network.layers(), x -> x, random);
    passes("cifar-mlp", Map.of("width", 8L, "logitScale", 4.0), network, weights);
  }

  /** The audit's bounds in log10, by rule. */
  private Map<String, Double> passes(
      String recipe, Map<String, Object> parameters, Network network, List<Tensor> weights)
      throws IOException {
    var identity = new Checkpoint.Identity(recipe, 1, "0f", 3);
    Stored stored =
        CheckpointWriter.write(
            new Checkpoint(identity, 10, false, weights, List.of()),
            folder.resolve("a.safetensors"));
    var norms = new Norms(weights);
    List<CertificateRecord> certificates =
        Certificates.rules(network).stream()
            .map(
                rule ->
                    Certificates.record(rule, network, rule.bound(network, norms), stored.sha256()))
            .toList();
    byte[] file = Files.readAllBytes(stored.file());
    Report report = Audit.audit(new Subject(recipe, 1, "0f", parameters, 3, certificates), file);
    assertThat(report.verdict()).as("%s: %s", network, report).isEqualTo(Verdict.PASS);
    var margins = new LinkedHashMap<String, Double>();
    for (Finding finding : report.findings()) {
      Double margin = finding.margin();
      if (margin != null) {
        margins.put(finding.rule(), margin);
      }
    }
    assertThat(margins).containsKeys("certified", "certified-quick");
    assertThat(report.findings()).allMatch(finding -> finding.verdict() == Verdict.PASS);
    assertThat(margins.values()).as("%s", network).allMatch(margin -> Math.abs(margin) < 1e-3);

    file[file.length - 5] ^= 4;
    assertThat(
            Audit.audit(new Subject(recipe, 1, "0f", parameters, 3, certificates), file).verdict())
        .isEqualTo(Verdict.FAIL);
    return report.findings().stream()
        .collect(Collectors.toMap(Finding::rule, f -> f.recomputed().log10()));
  }
}
