package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.SeedViews.Question;
import dev.lipsweep.cli.client.Server;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "ask",
    description = {
      "Ask a frontier.",
      "--bound 1000: which accuracy is there at a bound of at most 1000?",
      "--accuracy 40%%: which bound comes with at least 40 %% accuracy?",
      "--bound 1000 --within 1%%: what is the cheapest within 1 point of the best there?"
    })
public final class AskCommand extends ApiCommand {
  @Parameters(paramLabel = "SWEEP", description = "id or name of a sweep")
  private String subject = "";

  @Option(names = "--frontier", description = "SWEEP is the name of a frontier instead")
  private boolean named;

  @Option(names = "--bound", paramLabel = "BOUND", description = "such as 1000 or 2.5e264")
  private @Nullable String bound;

  @Option(names = "--accuracy", paramLabel = "SHARE", description = "such as 40%% or 0.4")
  private @Nullable String accuracy;

  @Option(
      names = "--within",
      paramLabel = "SHARE",
      description = "accuracy that may be given up, such as 1%%")
  private @Nullable String within;

  @Option(
      names = "--cost",
      paramLabel = "METRIC",
      description = "what to spare: seconds (default), steps, flops or a measure of the trials")
  private @Nullable String cost;

  @Option(
      names = "--by",
      paramLabel = "PARAMETERS",
      description = "an answer for each value of these too, such as optimizer,constraint")
  private @Nullable String by;

  @Option(names = "--rule", paramLabel = "RULE", description = "the certificates' rule")
  private @Nullable String rule;

  @Option(
      names = "--aggregate",
      paramLabel = "HOW",
      description = "a configuration is its seeds' mean (default), median or worst")
  private @Nullable String aggregate;

  @Override
  public Integer call() {
    String place = named ? "/api/v1/frontiers/%s" : "/api/v1/sweeps/%s/frontier";
    var query = new StringJoiner("&", "/questions?", "");
    query.setEmptyValue("/questions");
    add(query, "bound", bound);
    add(query, "accuracy", accuracy);
    add(query, "within", within);
    add(query, "cost", cost);
    add(query, "by", by);
    add(query, "rule", rule);
    add(query, "aggregate", aggregate);
    Server server = server();
    String json = server.get(place.formatted(Server.encoded(subject)) + query);
    if (wantsJson()) {
      print(json);
    } else {
      AnswerText.lines(server.read(json, Question.class), shell().width()).forEach(this::print);
    }
    return ExitCode.OK;
  }

  private static void add(StringJoiner query, String name, @Nullable String value) {
    if (value != null) {
      query.add(name + "=" + Server.encoded(value));
    }
  }
}
