package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import dev.lipsweep.cli.LipsweepCommand;
import dev.lipsweep.cli.Shell;
import dev.lipsweep.cli.client.ConnectionOptions;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.output.Ansi;
import dev.lipsweep.cli.output.TextTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that asks the server: its connection, its output, and {@code --json}. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
public abstract class ApiCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before call()
  private CommandSpec spec;

  @Option(names = "--json", description = "print the API's JSON, one document")
  private boolean json;

  @Mixin private ConnectionOptions connection = new ConnectionOptions();

  protected final Shell shell() {
    return ((LipsweepCommand) spec.root().userObject()).shell();
  }

  protected final Server server() {
    return connection.open(shell());
  }

  protected final boolean wantsJson() {
    return json;
  }

  protected final Ansi ansi() {
    return new Ansi(shell().colours());
  }

  protected final void print(String line) {
    shell().out().println(line);
  }

  /** Writes to a file, or for {@code -} to standard output. */
  protected final void save(Path file, String text) {
    if (file.toString().equals("-")) {
      shell().out().print(text);
      return;
    }
    save(file, text.getBytes(StandardCharsets.UTF_8));
  }

  protected final void save(Path file, byte[] bytes) {
    try {
      Files.write(shell().directory().resolve(file), bytes);
    } catch (IOException e) {
      throw new Failure(ExitCode.USAGE, "cannot write %s: %s".formatted(file, e.getMessage()), e);
    }
    print("wrote " + file);
  }

  protected final void print(TextTable table) {
    table.lines(shell().width()).forEach(this::print);
  }
}
