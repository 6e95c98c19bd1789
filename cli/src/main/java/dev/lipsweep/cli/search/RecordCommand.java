package dev.lipsweep.cli.search;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.sweep.ApiCommand;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "record",
    description =
        "Write the validations of a sweep's trials to a file, for 'lipsweep simulate'. Compressed by gzip.")
public final class RecordCommand extends ApiCommand {
  @Parameters(index = "0", paramLabel = "SWEEP", description = "id or name")
  private String sweep = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "such as sweep.rec.gz")
  private Path file = Path.of("");

  @Override
  public Integer call() {
    String text = server().get("/api/v1/sweeps/%s/recording".formatted(Server.encoded(sweep)));
    RecordingFile.write(shell().directory().resolve(file), text);
    long trials = text.lines().filter(line -> line.startsWith("trial\t")).count();
    print("%d trials in %s".formatted(trials, file));
    return ExitCode.OK;
  }
}
