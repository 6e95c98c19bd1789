package dev.lipsweep.cli.baseline;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.sweep.ApiCommand;
import dev.lipsweep.cli.sweep.SweepWatch;
import dev.lipsweep.domain.baseline.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "check",
    description = {
      "Run a baseline's sweep again, or take one that is there, and compare.",
      "Exit code 0 for PASS and IMPROVED, 1 for REGRESSED, 2 for INCONCLUSIVE; the verdict is",
      "the first word on the standard output, which stays empty when the command line is wrong."
    })
final class CheckCommand extends ApiCommand {
  private static final Duration PERIOD = Duration.ofMillis(500);

  /** The server looks every few seconds whether a sweep has ended. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Parameters(paramLabel = "NAME", description = "the baseline")
  private String name = "";

  @ArgGroup private Source source = new Source();

  @Option(
      names = "--reuse",
      paramLabel = "POLICY",
      description =
          "never (default), or same-code: take results that today's code has trained already")
  private @Nullable String reuse;

  @Mixin private MarginOptions margins = new MarginOptions();

  @Option(names = "--wait", description = "wait for the verdict, and show the sweep's progress")
  private boolean wait;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "write the verdict as JUnit XML, a test case a configuration; waits")
  private @Nullable Path junit;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "write the report in Markdown; waits")
  private @Nullable Path markdown;

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "the same key again names the same check and begins no second one")
  private @Nullable String idempotencyKey;

  /** What is compared. */
  static final class Source {
    @Option(names = "--sweep", paramLabel = "SWEEP", description = "compare this sweep")
    private @Nullable String sweep;

    @Option(names = "--rerun", description = "run the pinned sweep again (the default)")
    private boolean rerun;
  }

  @Override
  public Integer call() throws InterruptedException {
    Server server = server();
    String json = server.post(Baseline.path(name) + "/checks", body(), headers());
    Check begun = server.read(json, Check.class);
    String path = Check.path(name, Integer.toString(begun.number()));
    if (begun.verdict() == null) {
      if (!wait && junit == null && markdown == null) {
        print(wantsJson() ? json : underWay(begun));
        return ExitCode.OK;
      }
      watch(server, begun);
      json = concluded(server, path);
    }
    Check check = server.read(json, Check.class);
    write(junit, server, path, "junit");
    write(markdown, server, path, "markdown");
    if (wantsJson()) {
      print(json);
    } else {
      CheckText.lines(check, ansi(), shell().width()).forEach(this::print);
    }
    Verdict verdict = check.verdict();
    return verdict == null ? ExitCode.INTERNAL : Check.exitCode(verdict);
  }

  private byte[] body() {
    var wanted = new LinkedHashMap<String, Object>();
    if (source.sweep != null) {
      wanted.put("sweep", source.sweep);
    }
    if (reuse != null) {
      wanted.put("reuse", reuse);
    }
    wanted.put("margins", margins.wanted());
    return PinCommand.body(wanted);
  }

  private Map<String, String> headers() {
    var headers = new LinkedHashMap<>(PinCommand.JSON);
    if (idempotencyKey != null) {
      headers.put("Idempotency-Key", idempotencyKey);
    }
    return headers;
  }

  private static String underWay(Check check) {
    return "check %d of %s runs as sweep %s; 'lipsweep baseline show %2$s --check %1$d' has the verdict"
        .formatted(check.number(), check.baseline(), check.sweepId());
  }

  /** A script reads the verdict first, so progress is on the error stream, but for a terminal. */
  private void watch(Server server, Check check) throws InterruptedException {
    SweepWatch watch =
        shell().terminal() && !wantsJson()
            ? SweepWatch.of(server, shell())
            : SweepWatch.onError(server, shell());
    watch.untilFinished(check.sweepId());
  }

  private static String concluded(Server server, String path) throws InterruptedException {
    long begin = System.nanoTime();
    while (true) {
      String json = server.get(path);
      if (server.read(json, Check.class).verdict() != null) {
        return json;
      }
      if (System.nanoTime() - begin > PATIENCE.toNanos()) {
        throw new Failure(
            ExitCode.INTERNAL,
            "the sweep has ended, but the server gave no verdict in two minutes: its log says why");
      }
      Thread.sleep(PERIOD);
    }
  }

  private void write(@Nullable Path file, Server server, String path, String format) {
    if (file == null) {
      return;
    }
    try {
      Files.writeString(shell().directory().resolve(file), server.get(path + "?format=" + format));
    } catch (IOException e) {
      throw new Failure(ExitCode.USAGE, "cannot write %s: %s".formatted(file, e), e);
    }
  }
}
