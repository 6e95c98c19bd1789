package dev.lipsweep.cli.frontier;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Listing;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.TextTable;
import dev.lipsweep.cli.sweep.ApiCommand;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(name = "list", description = "List frontiers that have a name.")
final class ListCommand extends ApiCommand {
  @Override
  public Integer call() {
    Listing<Answers.Named> frontiers =
        server().list("/api/v1/frontiers", Integer.MAX_VALUE, Answers.Named.class);
    if (wantsJson()) {
      print(frontiers.json());
      return ExitCode.OK;
    }
    if (frontiers.items().isEmpty()) {
      print("no frontier has a name yet: 'lipsweep frontiers create FILE' gives one");
      return ExitCode.OK;
    }
    var table = new TextTable("name", "sweeps", "objectives", "by", "seeds", "changed");
    for (Answers.Named frontier : frontiers.items()) {
      Map<String, Object> definition = frontier.definition();
      table.row(
          frontier.name(),
          text(definition.get("sweeps")),
          text(definition.get("objectives")),
          text(definition.get("by")),
          text(definition.get("seeds")),
          Format.time(frontier.changedAt()));
    }
    print(table);
    return ExitCode.OK;
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Collection<?> list) {
      return list.isEmpty()
          ? "-"
          : list.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
    return value == null ? "-" : value.toString();
  }
}
