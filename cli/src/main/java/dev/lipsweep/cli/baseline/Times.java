package dev.lipsweep.cli.baseline;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import java.time.DateTimeException;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When a baseline is checked by itself; one of the two. */
final class Times {
  @Option(
      names = "--nightly",
      paramLabel = "HH:MM",
      description = "the server checks it every day at this time, UTC")
  private @Nullable String nightly;

  @Option(
      names = "--every",
      paramLabel = "CRON",
      description =
          "the server checks it at these times: second, minute, hour, day, month, weekday, UTC")
  private @Nullable String cron;

  String cron() {
    if (cron != null) {
      return cron;
    }
    try {
      var time = LocalTime.parse(String.valueOf(nightly));
      return "0 %d %d * * *".formatted(time.getMinute(), time.getHour());
    } catch (DateTimeException e) {
      throw new Failure(
          ExitCode.USAGE, "--nightly %s: give a time such as 03:00".formatted(nightly), e);
    }
  }
}
