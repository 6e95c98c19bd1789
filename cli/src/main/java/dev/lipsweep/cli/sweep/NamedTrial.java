package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Views.Trial;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** A trial on the command line: its id, or its sweep and the number that tables show. */
final class NamedTrial {
  @Parameters(
      index = "0",
      paramLabel = "TRIAL",
      description = "the trial's id, or its sweep's id or name, with NUMBER")
  private String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NUMBER",
      description = "the trial's number in its sweep")
  private @Nullable Integer number;

  /** Where the API has it. */
  String path() {
    return number == null
        ? "/api/v1/trials/" + Server.encoded(name)
        : "/api/v1/sweeps/%s/trials/%d".formatted(Server.encoded(name), number);
  }

  String id(Server server) {
    return number == null
        ? Server.encoded(name)
        : server.read(server.get(path()), Trial.class).id();
  }
}
