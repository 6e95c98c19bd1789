package dev.lipsweep.cli.baseline;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much worse is still no worse. */
final class MarginOptions {
  private static final Pattern POINTS = Pattern.compile("(\\d+(?:\\.\\d+)?) ?(?:pt|points?)");
  private static final double POINT = 0.01;

  @Option(
      names = "--margin",
      paramLabel = "POINTS",
      description = "of accuracy, such as 0.5pt (default: the baseline's, else 0.5pt)")
  private @Nullable String accuracy;

  @Option(
      names = "--bound-margin",
      paramLabel = "DECADES",
      description = "of log10 of the bound (default: the baseline's, else 0.1, a quarter)")
  private @Nullable Double log10Bound;

  @Option(
      names = "--every-configuration",
      description =
          "PASS only if each configuration by itself is shown no worse, not only their mean")
  private boolean everyConfiguration;

  /** What was given, as the API takes it; empty if nothing was. */
  Map<String, Object> wanted() {
    var wanted = new LinkedHashMap<String, Object>();
    if (accuracy != null) {
      wanted.put("accuracy", share(accuracy));
    }
    if (log10Bound != null) {
      wanted.put("log10Bound", log10Bound);
    }
    if (everyConfiguration) {
      wanted.put("everyConfiguration", true);
    }
    return wanted;
  }

  private static double share(String text) {
    Matcher points = POINTS.matcher(text);
    if (!points.matches()) {
      throw new Failure(
          ExitCode.USAGE,
          "--margin %s: give points of accuracy with their unit, such as 0.5pt".formatted(text));
    }
    return Double.parseDouble(points.group(1)) * POINT;
  }
}
