package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Views.Attempt;
import dev.lipsweep.cli.client.Views.Certificate;
import dev.lipsweep.cli.client.Views.Trial;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.TextTable;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "trial", description = "Show one trial: parameters, attempts, certificates.")
public final class TrialCommand extends ApiCommand {
  @Parameters(paramLabel = "ID", description = "the trial's id, as 'trials --json' or --csv has it")
  private String id = "";

  @Override
  public Integer call() {
    Server server = server();
    String path = "/api/v1/trials/" + Server.encoded(id);
    String json = server.get(path);
    if (wantsJson()) {
      print(json);
      return ExitCode.OK;
    }
    show(server.read(json, Trial.class));
    certificates(server.list(path + "/certificates", Integer.MAX_VALUE, Certificate.class).items());
    attempts(server.list(path + "/attempts", Integer.MAX_VALUE, Attempt.class).items());
    return ExitCode.OK;
  }

  private void show(Trial trial) {
    print("%s  %s".formatted(ansi().bold("trial " + trial.number()), ansi().faint(trial.id())));
    print(
        "state     "
            + Format.words(trial.state())
            + (trial.onFrontier() ? ", on the frontier" : ""));
    if (trial.reason() != null) {
      print("          " + trial.reason());
    }
    if (trial.progress() != null && trial.state().equals("RUNNING")) {
      print("step      %d of %d".formatted(trial.progress().step(), trial.progress().steps()));
    }
    if (trial.accuracy() != null) {
      print(
          "accuracy  %s, loss %s"
              .formatted(Format.percent(trial.accuracy()), Format.decimals(trial.loss(), 4)));
    }
    trial
        .alarms()
        .forEach(
            (name, factor) ->
                print(
                    ansi().bold("ALARM     ")
                        + "%s: %s times above a certified bound, a certificate is wrong"
                            .formatted(name, Format.decimals(factor, 4))));
    print("sweep     " + trial.sweepId());
    print("seed      " + trial.seed());
    print("");
    var table = new TextTable("parameter", "value");
    trial.parameters().forEach((name, value) -> table.row(name, Format.value(value)));
    print(table);
  }

  private void certificates(List<Certificate> certificates) {
    if (certificates.isEmpty()) {
      return;
    }
    print("");
    var table = new TextTable("rule", "version", "bound", "log10", "sound");
    for (Certificate certificate : certificates) {
      table.row(
          certificate.rule(),
          Integer.toString(certificate.ruleVersion()),
          certificate.bound().text(),
          Format.decimals(certificate.bound().log10(), 4),
          Boolean.FALSE.equals(certificate.sound()) ? "no, for comparison" : "yes");
    }
    print(table);
  }

  private void attempts(List<Attempt> attempts) {
    if (attempts.isEmpty()) {
      return;
    }
    print("");
    var table =
        new TextTable("attempt", "state", "worker", "started", "finished", "checkpoint", "message");
    for (Attempt attempt : attempts) {
      table.row(
          Long.toString(attempt.epoch()),
          Format.words(attempt.state()),
          attempt.workerName() == null ? "-" : attempt.workerName(),
          Format.time(attempt.startedAt()),
          Format.time(attempt.finishedAt()),
          attempt.checkpointStep() == null ? "-" : attempt.checkpointStep().toString(),
          attempt.message() == null ? "" : attempt.message());
    }
    print(table);
  }
}
