package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Views.Audit;
import dev.lipsweep.cli.client.Views.Finding;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "audit",
    description = {
      "Recompute a trial's certificates from its stored checkpoint, by code of its own.",
      "Exit code 0 for PASS, 1 for FAIL, 7 for UNVERIFIABLE."
    })
public final class AuditCommand extends ApiCommand {
  @Mixin private NamedTrial named = new NamedTrial();

  @Override
  public Integer call() {
    Server server = server();
    String json = server.post("/api/v1/trials/%s/audit".formatted(named.id(server)));
    Audit audit = server.read(json, Audit.class);
    if (wantsJson()) {
      print(json);
    } else {
      show(audit);
    }
    return switch (audit.verdict()) {
      case "PASS" -> ExitCode.OK;
      case "FAIL" -> ExitCode.SWEEP_NOT_WELL;
      default -> ExitCode.UNVERIFIABLE;
    };
  }

  private void show(Audit audit) {
    print(
        "%s  %s  %s"
            .formatted(
                ansi().bold(audit.verdict()), audit.reason(), ansi().faint(audit.trialId())));
    if (audit.findings().isEmpty()) {
      return;
    }
    print("");
    var table = new TextTable("rule", "verdict", "stored", "recomputed", "margin log10", "reason");
    for (Finding finding : audit.findings()) {
      table.row(
          finding.rule(),
          finding.verdict(),
          finding.stored().text(),
          finding.recomputed() == null ? "-" : finding.recomputed().text(),
          finding.margin() == null ? "-" : Format.decimals(finding.margin(), 6),
          finding.reason());
    }
    print(table);
  }
}
