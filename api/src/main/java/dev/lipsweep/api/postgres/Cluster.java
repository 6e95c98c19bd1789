package dev.lipsweep.api.postgres;

import dev.lipsweep.api.launch.Home;
import dev.lipsweep.api.launch.PrivateFile;
import dev.lipsweep.api.launch.StartupRefused;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database's files in a home: data, unpacked binaries and the superuser's password. */
final class Cluster {
  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

  /** Of the binaries that come with the build. */
  private static final String MAJOR_VERSION = "18";

  private static final String READY_MARK = "lipsweep-ready";
  private static final String HOST_RULES =
      """
      # written by lipsweep: TCP on loopback, by password
      host all all 127.0.0.1/32 scram-sha-256
      """;

  private final Home home;

  Cluster(Home home) {
    this.home = home;
  }

  Path data() {
    return home.file("postgres");
  }

  Path privateFolder() {
    return home.file("postgres-binaries");
  }

  /** The library lets everybody write here; the private folder above it keeps people out. */
  Path binaries() {
    return privateFolder().resolve("unpacked");
  }

  /** Kept in a file of the owner: other people of this machine can reach loopback too. */
  String password() throws IOException {
    Path file = home.file("postgres.password");
    if (!Files.exists(file)) {
      byte[] secret = new byte[32];
      new SecureRandom().nextBytes(secret);
      PrivateFile.write(file, HexFormat.of().formatHex(secret) + "\n");
    }
    return Files.readString(file).strip();
  }

  /**
   * A first start that was killed leaves half a cluster, and half-unpacked binaries, on which no
   * later start would succeed. Data is moved, never deleted.
   */
  void setAsideIfIncomplete() {
    try {
      if (Files.exists(data()) && !isEmpty(data()) && !Files.exists(data().resolve(READY_MARK))) {
        Path aside = home.file("postgres.incomplete-" + Instant.now().toEpochMilli());
        Files.move(data(), aside);
        LOG.warn("the database was never set up completely; moved it to {}, starting anew", aside);
      }
      if (Files.exists(binaries())) {
        try (Stream<Path> unpacked = Files.list(binaries())) {
          unpacked.filter(folder -> !Files.exists(folder.resolve(".exists"))).forEach(this::delete);
        }
      }
    } catch (IOException e) {
      throw new StartupRefused(
          StartupRefused.HOME_UNUSABLE,
          "cannot tidy the database folder %s: %s".formatted(data(), e.getMessage()));
    }
  }

  void requireSameVersion() {
    Path file = data().resolve("PG_VERSION");
    try {
      String version = Files.exists(file) ? Files.readString(file).strip() : MAJOR_VERSION;
      if (!version.equals(MAJOR_VERSION)) {
        throw new StartupRefused(
            StartupRefused.DATABASE_UNAVAILABLE,
            "%s was written by PostgreSQL %s, this server brings %s: dump it with the old server and load it into a new --home, or use --database-url"
                .formatted(data(), version, MAJOR_VERSION));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * After the very first start: closes the door that initdb leaves open to everybody on loopback.
   */
  void finish(EmbeddedPostgres postgres) throws IOException {
    Path mark = data().resolve(READY_MARK);
    if (Files.exists(mark)) {
      return;
    }
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      // hexadecimal digits only, so there is nothing to quote
      statement.execute("alter role postgres password '%s'".formatted(password()));
      Files.writeString(data().resolve("pg_hba.conf"), HOST_RULES);
      statement.execute("select pg_reload_conf()");
    } catch (SQLException e) {
      throw new IOException(e);
    }
    Files.createFile(mark);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.findAny().isEmpty();
    }
  }

  private void delete(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
