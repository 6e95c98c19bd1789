package dev.lipsweep.domain.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.trial.TrialState;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class WrittenReportsTest {
  private static final CheckTitle TITLE =
      new CheckTitle(
          "nightly", 3, "demo", "nightly-check-3", Instant.parse("2026-11-22T03:04:05.123Z"));

  @Test
  void markdown_says_the_verdict_first_and_what_else_changed_last() {
    String text = MarkdownReport.of(TITLE, report());
    assertThat(text).startsWith("## 🔴 REGRESSED: baseline `nightly`, check 3\n\n- ");
    assertThat(text)
        .contains(
            "| muon sigmaMax=1 |", "**fails**", "**worse**", "| codeVersion | `a\\|b` | `c` |")
        .contains("1 configuration measured the same to the last bit.")
        .doesNotContain("<NaN>")
        .endsWith("2026-11-22 03:04 UTC</sub>\n");
  }

  @Test
  void junit_is_xml_with_a_case_for_the_verdict_and_one_for_each_configuration() throws Exception {
    Element suite =
        (Element) parsed(JunitReport.of(TITLE, report())).getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("tests")).isEqualTo("4");
    assertThat(suite.getAttribute("failures")).isEqualTo("3");
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(4);
    assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(3);
    Element diverged = (Element) suite.getElementsByTagName("failure").item(1);
    assertThat(diverged.getAttribute("message")).contains("seed 0 diverged", "<NaN>");
    Element worse = (Element) suite.getElementsByTagName("failure").item(2);
    assertThat(worse.getAttribute("message")).contains("accuracy -5.00 points", "p ");
  }

  @Test
  void a_check_that_cannot_tell_is_an_error_and_no_failure() throws Exception {
    var alone =
        new CheckedConfiguration(
            "h", Map.of(), List.of(CheckedTrial.completed(0, 0.3, 2, 1)), List.of());
    CheckReport report = Comparison.of(List.of(alone), Margins.USUAL, List.of());
    Document xml = parsed(JunitReport.of(TITLE, report));
    assertThat(xml.getElementsByTagName("error").getLength()).isEqualTo(1);
    assertThat(xml.getElementsByTagName("failure").getLength()).isZero();
    assertThat(xml.getElementsByTagName("skipped").getLength()).isEqualTo(1);
    assertThat(MarkdownReport.of(TITLE, report)).startsWith("## 🟡 INCONCLUSIVE");
  }

  @Test
  void a_label_has_the_method_and_what_tells_configurations_apart() {
    Map<String, Object> muon = Map.of("optimizer", "muon", "momentum", "ema", "sigmaMax", 2.0);
    Map<String, Object> wider = Map.of("optimizer", "muon", "momentum", "ema", "sigmaMax", 2.5);
    Map<String, Object> adamw = Map.of("optimizer", "adamw", "beta2", 0.9, "sigmaMax", 2.0);
    var labels = Labels.of(List.of(muon, wider, adamw));
    assertThat(List.of(labels.of(muon), labels.of(wider), labels.of(adamw)))
        .containsExactly("muon sigmaMax=2", "muon sigmaMax=2.5", "adamw sigmaMax=2");
  }

  @Test
  void amounts_have_no_more_digits_than_they_need() {
    assertThat(Figures.amount(Measure.ACCURACY, 0.005)).isEqualTo("0.5 points");
    assertThat(Figures.amount(Measure.BOUND, 0.123456)).isEqualTo("0.123 decades");
    assertThat(Figures.amount(Measure.ACCURACY, 0.2)).isEqualTo("20 points");
  }

  private static CheckReport report() {
    List<CheckedTrial> pinned =
        List.of(
            CheckedTrial.completed(0, 0.300, 2, 1),
            CheckedTrial.completed(1, 0.302, 2, 1.01),
            CheckedTrial.completed(2, 0.299, 2, 1.02));
    List<CheckedTrial> worse =
        List.of(
            CheckedTrial.completed(0, 0.251, 2, 1),
            CheckedTrial.completed(1, 0.252, 2, 1.01),
            CheckedTrial.completed(2, 0.248, 2, 1.02));
    List<CheckedTrial> diverged =
        List.of(
            CheckedTrial.ended(0, TrialState.INFEASIBLE, null, "diverged: loss <NaN>"),
            pinned.get(1),
            pinned.get(2));
    return Comparison.of(
        List.of(
            new CheckedConfiguration("a", sigmaMax(1.0), pinned, diverged),
            new CheckedConfiguration("b", sigmaMax(2.0), pinned, worse),
            new CheckedConfiguration("c", sigmaMax(3.0), pinned, pinned)),
        Margins.USUAL,
        List.of(new Covariate("codeVersion", List.of("a|b"), List.of("c"))));
  }

  private static Map<String, Object> sigmaMax(double value) {
    return Map.of("optimizer", "muon", "sigmaMax", value, "steps", 200L);
  }

  private static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }
}
