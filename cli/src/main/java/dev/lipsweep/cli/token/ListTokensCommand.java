package dev.lipsweep.cli.token;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.client.Listing;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.TextTable;
import dev.lipsweep.cli.sweep.ApiCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "List tokens, without their secrets.")
final class ListTokensCommand extends ApiCommand {
  @Option(names = "--all", description = "revoked ones too")
  private boolean all;

  @Override
  public Integer call() {
    Listing<Token> tokens = server().list("/api/v1/tokens", Integer.MAX_VALUE, Token.class);
    if (wantsJson()) {
      print(tokens.json());
      return ExitCode.OK;
    }
    var table = new TextTable("name", "prefix", "scopes", "created", "last used", "revoked");
    for (Token token : tokens.items()) {
      if (all || token.revokedAt() == null) {
        table.row(
            token.name(),
            token.prefix(),
            String.join(",", token.scopes()),
            Format.time(token.createdAt()),
            Format.time(token.lastUsedAt()),
            Format.time(token.revokedAt()));
      }
    }
    print(table);
    return ExitCode.OK;
  }
}
