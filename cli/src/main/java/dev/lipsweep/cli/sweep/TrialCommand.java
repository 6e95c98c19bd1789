package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Views.Certificate;
import dev.lipsweep.cli.client.Views.Lease;
import dev.lipsweep.cli.client.Views.RefusedWrite;
import dev.lipsweep.cli.client.Views.Trial;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.TextTable;
import dev.lipsweep.domain.sweep.Amounts;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "trial", description = "Show one trial: parameters, leases, certificates.")
public final class TrialCommand extends ApiCommand {
  @Mixin private NamedTrial named = new NamedTrial();

  @Override
  public Integer call() {
    Server server = server();
    String json = server.get(named.path());
    if (wantsJson()) {
      print(json);
      return ExitCode.OK;
    }
    Trial trial = server.read(json, Trial.class);
    String path = "/api/v1/trials/" + trial.id();
    show(trial);
    certificates(server.list(path + "/certificates", Integer.MAX_VALUE, Certificate.class).items());
    leases(server.list(path + "/leases", Integer.MAX_VALUE, Lease.class).items());
    return ExitCode.OK;
  }

  private void show(Trial trial) {
    print("%s  %s".formatted(ansi().bold("trial " + trial.number()), ansi().faint(trial.id())));
    print(
        "state     "
            + Format.words(trial.state())
            + (trial.onFrontier() ? ", on the frontier" : ""));
    if (trial.origin() != null) {
      print(
          "          taken from sweep %s, trial %d: %s"
              .formatted(
                  trial.origin().sweep(), trial.origin().number(), trial.origin().trialId()));
    }
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
    if (trial.memoryBytes() != null) {
      print("memory    %s, raised after it ran out".formatted(Amounts.text(trial.memoryBytes())));
    }
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

  private void leases(List<Lease> leases) {
    if (leases.isEmpty()) {
      return;
    }
    print("");
    var table =
        new TextTable("epoch", "state", "worker", "device", "from", "until", "checkpoint", "why");
    for (Lease lease : leases) {
      table.row(
          Long.toString(lease.epoch()),
          Format.words(lease.state()),
          lease.workerName(),
          lease.device(),
          Format.time(lease.from()),
          Format.time(lease.until()),
          lease.checkpointStep() == null ? "-" : lease.checkpointStep().toString(),
          why(lease));
    }
    print(table);
    leases.forEach(lease -> lease.refused().forEach(write -> refused(lease, write)));
  }

  private static String why(Lease lease) {
    if (lease.expiredAt() != null) {
      return "the lease ran out at " + Format.time(lease.expiredAt());
    }
    return lease.message() == null ? "" : lease.message().lines().findFirst().orElse("");
  }

  private void refused(Lease lease, RefusedWrite write) {
    print(
        "refused   %s of epoch %d by %s: %d times too late, the last at %s, when the trial was at epoch %d"
            .formatted(
                Format.words(write.kind()),
                lease.epoch(),
                lease.workerName(),
                write.refusals(),
                Format.time(write.lastAt()),
                write.currentEpoch()));
  }
}
