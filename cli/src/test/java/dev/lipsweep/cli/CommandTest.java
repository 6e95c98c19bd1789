package dev.lipsweep.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of commands in a folder of their own, against a server that answers as it is told. */
public abstract class CommandTest {
  @TempDir protected Path directory;
  protected FakeServer server;
  protected TestShell shell;

  @BeforeEach
  void start() throws IOException {
    server = new FakeServer();
    shell = new TestShell(directory).with("LIPSWEEP_SERVER", server.address());
  }

  @AfterEach
  void stop() {
    server.close();
  }
}
