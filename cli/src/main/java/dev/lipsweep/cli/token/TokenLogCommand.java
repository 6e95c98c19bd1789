package dev.lipsweep.cli.token;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Listing;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.TextTable;
import dev.lipsweep.cli.sweep.ApiCommand;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "log",
    description = "Show who changed what and when, and who was refused, the latest first.")
final class TokenLogCommand extends ApiCommand {
  @Option(
      names = "--by",
      paramLabel = "TOKEN",
      description = "only what this token did: its prefix, id or name")
  private @Nullable String by;

  @Option(names = "--limit", paramLabel = "N", description = "at most so many (default: 50)")
  private int limit = 50;

  @Override
  public Integer call() {
    Server server = server();
    String query = by == null ? "" : "?token=" + Server.encoded(Token.find(server, by).id());
    Listing<Entry> entries = server.list("/api/v1/audit" + query, limit, Entry.class);
    if (wantsJson()) {
      print(entries.json());
      return ExitCode.OK;
    }
    var table = new TextTable("time", "token", "from", "status", "action", "subject");
    for (Entry entry : entries.items()) {
      table.row(
          Format.time(entry.at()),
          entry.token() == null ? "-" : entry.token(),
          entry.address(),
          Integer.toString(entry.status()),
          entry.action(),
          entry.subject() == null ? "-" : entry.subject());
    }
    print(table);
    return ExitCode.OK;
  }

  /** An entry of the log. */
  record Entry(
      Instant at,
      @Nullable String token,
      String address,
      String action,
      @Nullable String subject,
      int status) {}
}
