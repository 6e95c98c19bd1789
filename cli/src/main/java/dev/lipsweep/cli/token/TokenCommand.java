package dev.lipsweep.cli.token;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lipsweep token}: the command that holds those for tokens. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    description = "Make, list and revoke tokens, and see what was done with them (scope admin).",
    subcommands = {
      CreateTokenCommand.class,
      ListTokensCommand.class,
      RevokeTokenCommand.class,
      TokenLogCommand.class
    })
public final class TokenCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the spec. Indicates a bug.");
    }
    throw new ParameterException(spec.commandLine(), "say what to do: create, list, revoke or log");
  }
}
