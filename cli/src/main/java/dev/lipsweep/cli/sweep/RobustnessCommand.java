package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Views.Trial;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.Telling;
import dev.lipsweep.cli.output.TextTable;
import dev.lipsweep.domain.plot.RobustnessSvg;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "robustness",
    description =
        "Show the accuracy under attack, and what of it is certified, of a sweep's trials with 'attack: pgd'.")
public final class RobustnessCommand extends ApiCommand {
  private static final String[] SHOWN = {
    "linf/0.003922", "linf/0.007843", "linf/0.015686", "linf/0.031373", "l2/0.1", "l2/0.5", "l2/1"
  };
  private static final String[] HEADINGS = {
    "l_inf 1/255", "2/255", "4/255", "8/255", "l_2 0.1", "0.5", "1"
  };

  @Parameters(paramLabel = "SWEEP", description = "id or name")
  private String sweep = "";

  @Option(names = "--svg", paramLabel = "FILE", description = "draw it; - is standard output")
  private @Nullable Path svg;

  @Override
  public Integer call() {
    List<Trial> trials = attacked();
    if (trials.isEmpty()) {
      throw new Failure(
          ExitCode.NOT_FOUND,
          "no trial of %s has been attacked: give its recipe 'attack: pgd' (recipes of images have it), or wait until one has ended"
              .formatted(sweep));
    }
    if (svg != null) {
      save(svg, picture(trials));
    } else if (wantsJson()) {
      print(
          JsonMapper.shared()
              .writeValueAsString(
                  trials.stream()
                      .map(
                          t -> Map.of("trial", t.id(), "number", t.number(), "measures", robust(t)))
                      .toList()));
    } else {
      show(trials);
    }
    return ExitCode.OK;
  }

  private List<Trial> attacked() {
    Server server = server();
    String path = "/api/v1/sweeps/%s/trials?order=number&state=COMPLETED";
    List<Trial> attacked = new ArrayList<>();
    // the list leaves measures out
    for (Trial one :
        server
            .list(path.formatted(Server.encoded(sweep)), Integer.MAX_VALUE, Trial.class)
            .items()) {
      Trial trial =
          server.read(server.get("/api/v1/trials/" + Server.encoded(one.id())), Trial.class);
      if (measures(trial).containsKey("robust/clean")) {
        attacked.add(trial);
      }
    }
    return attacked;
  }

  private void show(List<Trial> trials) {
    var headings = new ArrayList<>(List.of("trial", "method", "unchanged"));
    headings.addAll(List.of(HEADINGS));
    var table = new TextTable(headings.toArray(String[]::new));
    List<String> telling = telling(trials);
    for (Trial trial : trials) {
      Map<String, Double> measures = measures(trial);
      var row =
          new ArrayList<>(List.of("" + trial.number(), Format.method(trial.parameters(), telling)));
      row.add(Format.percent(measures.get("robust/clean")));
      for (String size : SHOWN) {
        row.add(
            Format.percent(measures.get("robust/pgd-" + size))
                + " ("
                + Format.percent(measures.get("robust/certified-" + size))
                + ")");
      }
      table.row(row.toArray(String[]::new));
    }
    print(table);
    print("");
    print(
        "accuracy under projected gradient ascent (in brackets: what no change of that size breaks)");
  }

  private static List<String> telling(List<Trial> trials) {
    return Telling.among(trials.stream().map(Trial::parameters).toList());
  }

  private String picture(List<Trial> trials) {
    List<String> telling = telling(trials);
    return RobustnessSvg.render(
        sweep + ": accuracy under attack",
        trials.stream()
            .map(
                t ->
                    new RobustnessSvg.Series(
                        "%s, bound %s"
                            .formatted(
                                Format.method(t.parameters(), telling),
                                t.bound() == null ? "unknown" : t.bound().text()),
                        measures(t)))
            .toList());
  }

  private static Map<String, Double> robust(Trial trial) {
    var robust = new TreeMap<>(measures(trial));
    robust.keySet().removeIf(name -> !name.startsWith("robust/"));
    return robust;
  }

  private static Map<String, Double> measures(Trial trial) {
    return Objects.requireNonNullElse(trial.measures(), Map.of());
  }
}
