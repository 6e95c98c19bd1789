package dev.lipsweep.cli.search;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.output.TextTable;
import dev.lipsweep.cli.sweep.ApiCommand;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "importance",
    description =
        "Show which parameters matter for the bound and which for the accuracy: shares of the variance.")
public final class ImportanceCommand extends ApiCommand {
  @Parameters(paramLabel = "SWEEP", description = "id or name")
  private String sweep = "";

  @Option(
      names = "--by",
      split = ",",
      paramLabel = "PARAMETER",
      description = "look at each of its values by itself, such as optimizer")
  private List<String> by = List.of();

  @Override
  public Integer call() {
    Server server = server();
    String query =
        by.isEmpty()
            ? ""
            : by.stream()
                .map(name -> "by=" + Server.encoded(name))
                .collect(Collectors.joining("&", "?", ""));
    String json =
        server.get("/api/v1/sweeps/%s/importance%s".formatted(Server.encoded(sweep), query));
    if (wantsJson()) {
      print(json);
      return ExitCode.OK;
    }
    server.read(json, Answer.class).groups().forEach(this::show);
    return ExitCode.OK;
  }

  private void show(Group group) {
    String name =
        group.group().entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", "));
    print(ansi().bold(name.isEmpty() ? "all" : name) + ", %d results".formatted(group.results()));
    if (group.note() != null) {
      print(group.note());
    }
    show("accuracy", group.accuracy());
    show("bound", group.bound());
  }

  private void show(String objective, @Nullable Importance importance) {
    if (importance == null) {
      return;
    }
    var table = new TextTable(objective, "alone", "with others");
    for (Share share : importance.parameters()) {
      table.row(share.parameter(), percent(share.main()), percent(share.total()));
    }
    print(table);
    print("the model explains %s of what it had not seen".formatted(percent(importance.fit())));
    print("");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private record Share(String parameter, double main, double total) {}

  private record Importance(double fit, List<Share> parameters) {}

  private record Group(
      Map<String, Object> group,
      int results,
      @Nullable Importance accuracy,
      @Nullable Importance bound,
      @Nullable String note) {}

  private record Answer(List<Group> groups) {}
}
