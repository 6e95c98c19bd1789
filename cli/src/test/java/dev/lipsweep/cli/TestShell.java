package dev.lipsweep.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A command line run in this process, with everything it prints. */
public final class TestShell {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();
  private final Path directory;
  private String input = "";
  private boolean terminal;

  public TestShell(Path directory) {
    this.directory = directory;
    environment.put("LIPSWEEP_HOME", directory.resolve("home").toString());
  }

  public TestShell with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public TestShell onTerminal() {
    terminal = true;
    return this;
  }

  public TestShell input(String text) {
    input = text;
    return this;
  }

  public int run(String... arguments) {
    return LipsweepCommand.run(shell(), arguments);
  }

  public Shell shell() {
    return new Shell(
        Map.copyOf(environment),
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        terminal,
        directory);
  }

  public String out() {
    return out.toString();
  }

  public String err() {
    return err.toString();
  }
}
