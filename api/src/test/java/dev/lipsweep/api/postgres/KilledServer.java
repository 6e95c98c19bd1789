package dev.lipsweep.api.postgres;

import dev.lipsweep.api.launch.Home;
import java.nio.file.Path;
import java.util.List;

/** A process that starts the database in a home and dies without a word, as by kill -9. */
final class KilledServer {
  private KilledServer() {}

  public static void main(String[] args) throws Exception {
    DurablePostgres postgres = DurablePostgres.start(Home.lock(Path.of(args[0])));
    try (var connection =
        java.sql.DriverManager.getConnection(
            postgres.jdbcUrl(), postgres.user(), postgres.password())) {
      connection.createStatement().execute("insert into kept values (43)");
    }
    Runtime.getRuntime().halt(137);
  }

  static void run(Path home) throws Exception {
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            KilledServer.class.getName(),
            home.toString());
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 137) {
      throw new IllegalStateException("the server ended with " + code);
    }
  }
}
