package dev.lipsweep.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.wire.CertificateRecord;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A perceptron with norms that are known by construction, and what may be wrong with its file. */
class AuditTest {
  private static final int WIDTH = 4;
  private static final double LOG10 = Math.log10(2 * 3 * 5 * Math.sqrt(6 / 2.0) * 8);

  private final byte[] file = file(Map.of());

  @Test
  void a_bound_that_follows_from_the_weights_passes() throws Exception {
    Report report = Audit.audit(subject(LOG10 + 1e-6, file), file);
    assertThat(report.verdict()).as(report.reason()).isEqualTo(Verdict.PASS);
    assertThat(report.findings().getFirst().margin()).isCloseTo(1e-6, within(1e-8));
  }

  @Test
  void a_bound_below_what_the_weights_give_fails() throws Exception {
    Report report = Audit.audit(subject(LOG10 - 0.01, file), file);
    assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(report.findings().getFirst().margin()).isCloseTo(-0.01, within(1e-6));
  }

  @Test
  void a_bound_that_must_be_of_other_weights_fails() throws Exception {
    assertThat(Audit.audit(subject(LOG10 + 1, file), file).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void any_flipped_byte_fails() throws Exception {
    Subject subject = subject(LOG10, file);
    for (int at = 0; at < file.length; at += 37) {
      byte[] changed = file.clone();
      changed[at] ^= 1;
      Report report = Audit.audit(subject, changed);
      assertThat(report.verdict()).as("byte %d", at).isEqualTo(Verdict.FAIL);
      assertThat(report.reason()).contains("SHA-256");
    }
  }

  @Test
  void a_checkpoint_of_another_trial_fails_though_its_hash_is_the_certificates() throws Exception {
    byte[] foreign = file(Map.of("seed", "8"));
    Report report = Audit.audit(subject(LOG10, foreign), foreign);
    assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(report.reason()).contains("seed '8'").contains("'7'");
  }

  @Test
  void a_file_that_is_cut_off_or_no_checkpoint_fails() throws Exception {
    for (byte[] bad : List.of(new byte[3], new byte[64], java.util.Arrays.copyOf(file, 400))) {
      assertThat(Audit.audit(subject(LOG10, bad), bad).verdict()).isEqualTo(Verdict.FAIL);
    }
  }

  @Test
  void what_the_audit_does_not_know_is_unverifiable() throws Exception {
    Subject subject = subject(LOG10, file);
    assertThat(Audit.audit(with(subject, "recipe", "other"), file).verdict())
        .isEqualTo(Verdict.FAIL); // the file says another recipe
    Report newer = Audit.audit(with(subject, "parameter", "gelu"), file);
    assertThat(newer.verdict()).isEqualTo(Verdict.UNVERIFIABLE);
    assertThat(newer.reason()).contains("activation");
    var rule = new CertificateRecord[] {certificate("certified", 99, LOG10, sha256(file))};
    Report version = Audit.audit(subject(rule), file);
    assertThat(version.verdict()).isEqualTo(Verdict.UNVERIFIABLE);
    assertThat(version.reason()).contains("version 99");
    assertThat(Audit.unverifiable(subject, "gone").verdict()).isEqualTo(Verdict.UNVERIFIABLE);
  }

  private static Subject with(Subject subject, String what, String value) {
    Map<String, Object> parameters = new LinkedHashMap<>(subject.parameters());
    if (what.equals("parameter")) {
      parameters.put("activation", value);
    }
    return new Subject(
        what.equals("recipe") ? value : subject.recipe(),
        1,
        subject.configurationHash(),
        parameters,
        subject.seed(),
        subject.certificates());
  }

  private static Subject subject(double log10, byte[] file) throws Exception {
    return subject(
        certificate("certified", 2, log10, sha256(file)),
        certificate("certified-quick", 2, log10, sha256(file)));
  }

  private static Subject subject(CertificateRecord... certificates) {
    return new Subject(
        "cifar-mlp",
        1,
        "ab",
        Map.of("width", (long) WIDTH, "logitScale", 8.0, "learningRate", 0.1, "optimizer", "muon"),
        7,
        List.of(certificates));
  }

  private static CertificateRecord certificate(
      String rule, int version, double log10, String sha256) {
    return new CertificateRecord(
        rule,
        version,
        true,
        LogBound.ofLog10(log10),
        "all inputs",
        "by construction",
        0,
        sha256,
        List.of(),
        LogBound.UNKNOWN,
        List.of());
  }

  /** 6 inputs, 4, 4, 2 outputs; matrices with singular values 2, 3 and 5 on their diagonals. */
  private static byte[] file(Map<String, String> changes) {
    var metadata =
        new LinkedHashMap<>(
            Map.of(
                "format", "lipsweep-1",
                "recipe", "cifar-mlp",
                "recipe_version", "1",
                "configuration", "ab",
                "seed", "7"));
    metadata.putAll(changes);
    var header = new StringBuilder("{\"__metadata__\":{");
    metadata.forEach((k, v) -> header.append("\"%s\":\"%s\",".formatted(k, v)));
    header.setLength(header.length() - 1);
    header.append("}");
    int[][] shapes = {{WIDTH, 6}, {WIDTH, WIDTH}, {2, WIDTH}};
    List<String> names = List.of("mlp_in", "mlp_hidden1", "mlp_out");
    int offset = 0;
    for (int i = 0; i < 3; i++) {
      int end = offset + 4 * shapes[i][0] * shapes[i][1];
      header.append(
          ",\"weights/%s\":{\"dtype\":\"F32\",\"shape\":[%d,%d],\"data_offsets\":[%d,%d]}"
              .formatted(names.get(i), shapes[i][0], shapes[i][1], offset, end));
      offset = end;
    }
    byte[] json = header.append("}").toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(8 + json.length + offset).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json);
    float[] largest = {2, 3, 5};
    for (int i = 0; i < 3; i++) {
      for (int row = 0; row < shapes[i][0]; row++) {
        for (int column = 0; column < shapes[i][1]; column++) {
          file.putFloat(row == column ? largest[i] / (1 + row) : 0);
        }
      }
    }
    return file.array();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
