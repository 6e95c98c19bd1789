package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Views.Trial;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** A trial on the command line: its id, or its sweep and the number that tables show. */
final class NamedTrial {
  private static final Pattern SWEEP_AND_NUMBER = Pattern.compile("(.+)/([0-9]{1,9})");

  @Parameters(
      index = "0",
      paramLabel = "TRIAL",
      description = "the trial's id, or its sweep's id or name, with NUMBER or as SWEEP/NUMBER")
  private String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NUMBER",
      description = "the trial's number in its sweep")
  private @Nullable Integer number;

  /** Where the API has it. */
  String path() {
    Matcher joined = SWEEP_AND_NUMBER.matcher(name);
    if (number == null && joined.matches()) {
      return path(joined.group(1), Integer.parseInt(joined.group(2)));
    }
    return number == null ? "/api/v1/trials/" + Server.encoded(name) : path(name, number);
  }

  private static String path(String sweep, int number) {
    return "/api/v1/sweeps/%s/trials/%d".formatted(Server.encoded(sweep), number);
  }

  String id(Server server) {
    return number == null && !SWEEP_AND_NUMBER.matcher(name).matches()
        ? Server.encoded(name)
        : server.read(server.get(path()), Trial.class).id();
  }
}
