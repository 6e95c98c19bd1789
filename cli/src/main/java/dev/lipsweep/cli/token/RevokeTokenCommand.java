package dev.lipsweep.cli.token;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.sweep.ApiCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "revoke",
    description = {
      "Take a token's rights away for good, from the next request on.",
      "A worker whose token is revoked ends; its trials go on elsewhere from their checkpoints."
    })
final class RevokeTokenCommand extends ApiCommand {
  @Parameters(paramLabel = "TOKEN", description = "its prefix, id or name; not its text")
  private String token = "";

  @Override
  public Integer call() {
    Server server = server();
    Token found = Token.find(server, token);
    server.delete("/api/v1/tokens/" + Server.encoded(found.id()));
    if (wantsJson()) {
      print(Server.json(found));
    } else {
      print("token %s (%s) is revoked".formatted(found.name(), found.prefix()));
    }
    return ExitCode.OK;
  }
}
