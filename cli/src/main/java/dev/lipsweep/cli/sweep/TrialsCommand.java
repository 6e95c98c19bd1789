package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Listing;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Views.Bound;
import dev.lipsweep.cli.client.Views.Progress;
import dev.lipsweep.cli.client.Views.Trial;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.Telling;
import dev.lipsweep.cli.output.TextTable;
import dev.lipsweep.domain.trial.TrialState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "trials", description = "List the trials of a sweep.")
public final class TrialsCommand extends ApiCommand {
  private static final int SCREENFUL = 200;

  /** What trials can be sorted by. */
  enum Order {
    number,
    accuracy,
    bound
  }

  @Parameters(paramLabel = "SWEEP", description = "id or name")
  private String sweep = "";

  @Option(names = "--state", paramLabel = "STATE", description = "one of ${COMPLETION-CANDIDATES}")
  private @Nullable TrialState state;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description = "one of ${COMPLETION-CANDIDATES} (default: number)")
  private Order order = Order.number;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "at most so many (default: " + SCREENFUL + " in a table, else all)")
  private @Nullable Integer limit;

  @Option(names = "--csv", description = "print CSV, one column a parameter")
  private boolean csv;

  @Override
  public Integer call() {
    String path = "/api/v1/sweeps/%s/trials?order=%s".formatted(Server.encoded(sweep), order);
    path += state == null ? "" : "&state=" + state;
    int most = limit != null ? limit : csv || wantsJson() ? Integer.MAX_VALUE : SCREENFUL;
    Listing<Trial> trials = server().list(path, most, Trial.class);
    if (wantsJson()) {
      print(trials.json());
    } else if (csv) {
      shell().out().print(TrialCsv.of(trials.items()));
    } else {
      show(trials);
    }
    return ExitCode.OK;
  }

  private void show(Listing<Trial> trials) {
    if (trials.items().isEmpty()) {
      print("no trials" + (state == null ? "" : " are " + Format.words(state.name())));
      return;
    }
    var table =
        new TextTable(
            "trial",
            "state",
            "accuracy",
            "bound",
            "loss",
            "step",
            "seed",
            "configuration",
            "reason");
    List<String> telling = Telling.among(trials.items().stream().map(Trial::parameters).toList());
    for (Trial trial : trials.items()) {
      table.row(
          Integer.toString(trial.number()),
          Format.words(trial.state()) + (trial.onFrontier() ? " *" : ""),
          Format.percent(trial.accuracy()),
          bound(trial.bound()),
          Format.decimals(trial.loss(), 3),
          step(trial.progress()),
          Long.toString(trial.seed()),
          Format.method(trial.parameters(), telling),
          trial.reason() == null ? "" : trial.reason());
    }
    print(table);
    if (trials.items().stream().anyMatch(Trial::onFrontier)) {
      print("* on the frontier");
    }
    if (trials.more()) {
      print("and more: --limit N shows them");
    }
  }

  private static String bound(@Nullable Bound bound) {
    return bound == null ? "-" : bound.text();
  }

  private static String step(@Nullable Progress progress) {
    return progress == null ? "-" : progress.step() + "/" + progress.steps();
  }
}
