package dev.lipsweep.domain.baseline;

import dev.lipsweep.domain.plot.Xml;
import java.util.Comparator;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A check as JUnit XML, which GitLab, Jenkins and others show beside a build: the verdict is one
 * test case, each configuration another. A configuration that cannot be told is skipped; a verdict
 * that could not be given is an error, not a failure.
 */
public final class JunitReport {
  private JunitReport() {}

  public static String of(CheckTitle title, CheckReport report) {
    boolean regressed = report.verdict() == Verdict.REGRESSED;
    boolean inconclusive = report.verdict() == Verdict.INCONCLUSIVE;
    long failures = count(report, Finding.WORSE, Finding.FAILS) + (regressed ? 1 : 0);
    long skipped = count(report, Finding.UNDECIDED, Finding.MISSING);
    String counts =
        "tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"0\""
            .formatted(report.configurations().size() + 1, failures, inconclusive ? 1 : 0, skipped);
    var xml = new StringJoiner("\n", "", "\n");
    xml.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    xml.add("<testsuites name=\"lipsweep\" %s>".formatted(counts));
    xml.add(
        "  <testsuite name=\"baseline %s, check %d\" timestamp=\"%s\" %s>"
            .formatted(
                Xml.text(title.baseline()),
                title.number(),
                title.concludedAt().toString().substring(0, 19),
                counts));
    properties(xml, title, report);
    testCase(xml, title, "verdict", verdictOutcome(report), String.join("\n", report.reasons()));
    for (ConfigurationFinding finding : report.configurations()) {
      testCase(xml, title, finding.label(), outcome(finding), numbers(finding));
    }
    xml.add("  </testsuite>");
    xml.add("</testsuites>");
    return xml.toString();
  }

  private static long count(CheckReport report, Finding... findings) {
    var wanted = Set.of(findings);
    return report.configurations().stream()
        .filter(finding -> wanted.contains(finding.finding()))
        .count();
  }

  private static void properties(StringJoiner xml, CheckTitle title, CheckReport report) {
    xml.add("    <properties>");
    property(xml, "verdict", report.verdict().name());
    property(xml, "pinned sweep", title.pinnedSweep());
    property(xml, "checked sweep", title.checkedSweep());
    for (Covariate covariate : report.covariates()) {
      property(
          xml,
          "changed: " + covariate.name(),
          String.join(", ", covariate.pinned()) + " -> " + String.join(", ", covariate.checked()));
    }
    xml.add("    </properties>");
  }

  private static void property(StringJoiner xml, String name, String value) {
    xml.add(
        "      <property name=\"%s\" value=\"%s\"/>".formatted(Xml.text(name), Xml.text(value)));
  }

  private static void testCase(
      StringJoiner xml, CheckTitle title, String name, @Nullable String outcome, String output) {
    xml.add(
        "    <testcase classname=\"lipsweep.%s\" name=\"%s\" time=\"0\">"
            .formatted(Xml.text(title.baseline()), Xml.text(name)));
    if (outcome != null) {
      xml.add("      " + outcome);
    }
    xml.add("      <system-out>%s</system-out>".formatted(Xml.text(output)));
    xml.add("    </testcase>");
  }

  private static @Nullable String verdictOutcome(CheckReport report) {
    String first = report.reasons().getFirst();
    String all = String.join("\n", report.reasons());
    return switch (report.verdict()) {
      case PASS, IMPROVED -> null;
      case REGRESSED -> element("failure", "REGRESSED", "REGRESSED: " + first, all);
      case INCONCLUSIVE -> element("error", "INCONCLUSIVE", "INCONCLUSIVE: " + first, all);
    };
  }

  private static @Nullable String outcome(ConfigurationFinding finding) {
    String numbers = numbers(finding);
    String first = numbers.lines().findFirst().orElse("");
    return switch (finding.finding()) {
      case IDENTICAL, NO_WORSE, BETTER -> null;
      case WORSE, FAILS -> element("failure", finding.finding().name(), first, numbers);
      case UNDECIDED, MISSING -> "<skipped message=\"%s\"/>".formatted(Xml.text(first));
    };
  }

  private static String element(String name, String type, String message, String text) {
    return "<%1$s type=\"%2$s\" message=\"%3$s\">%4$s</%1$s>"
        .formatted(name, type, Xml.text(message), Xml.text(text));
  }

  /** Every number of a configuration, a line each, the weightiest first. */
  private static String numbers(ConfigurationFinding finding) {
    Stream<String> effects =
        Stream.of(finding.accuracy(), finding.bound())
            .filter(effect -> effect != null && effect.finding() != Finding.IDENTICAL)
            .sorted(Comparator.comparing(effect -> !effect.isWorse()))
            .map(
                effect ->
                    (effect.measure() == Measure.BOUND ? "bound " : "accuracy ")
                        + Conclusion.numbers(effect));
    return Stream.of(
            finding.notes().stream(),
            effects,
            Stream.of(
                "%d pairs of seeds, %d the same to the last bit"
                    .formatted(finding.pairs(), finding.identical())))
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n"));
  }
}
