package dev.lipsweep.api.postgres;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.api.launch.Home;
import dev.lipsweep.api.launch.StartupRefused;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One home, started again and again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DurablePostgresTest {
  @TempDir static Path directory;

  @Test
  @Order(1)
  void it_is_durable_private_and_listens_on_loopback_only() throws Exception {
    try (Home home = Home.lock(directory);
        DurablePostgres postgres = DurablePostgres.start(home);
        Connection connection = connect(postgres, postgres.password())) {
      assertThat(settings(connection))
          .containsEntry("fsync", "on")
          .containsEntry("synchronous_commit", "on")
          .containsEntry("full_page_writes", "on")
          .containsEntry("listen_addresses", "127.0.0.1")
          .containsEntry("unix_socket_directories", "");
      assertThat(Files.getPosixFilePermissions(directory.resolve("postgres-binaries"))).hasSize(3);
      connection.createStatement().execute("create table kept as select 42 as answer");
      assertThatThrownBy(() -> connect(postgres, "guessed")).isInstanceOf(SQLException.class);
      assertThat(Files.getPosixFilePermissions(home.file("postgres.password")))
          .containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
    }
    assertThat(Postmaster.runningOn(directory.resolve("postgres"))).isEmpty();
  }

  @Test
  @Order(2)
  void a_postmaster_left_by_a_killed_server_is_stopped_and_its_data_and_port_kept()
      throws Exception {
    String port = Files.readString(directory.resolve("postgres.port")).strip();
    KilledServer.run(directory);
    long pid = Postmaster.runningOn(directory.resolve("postgres")).orElseThrow().pid();
    try (Home home = Home.lock(directory);
        DurablePostgres next = DurablePostgres.start(home);
        Connection connection = connect(next, next.password())) {
      assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(next.jdbcUrl()).contains(":" + port + "/");
      var sum = connection.createStatement().executeQuery("select sum(answer) from kept");
      assertThat(sum.next()).isTrue();
      assertThat(sum.getInt(1)).isEqualTo(85);
    }
  }

  @Test
  @Order(3)
  void a_postmaster_killed_under_the_server_is_started_again_on_its_port() throws Exception {
    try (Home home = Home.lock(directory);
        DurablePostgres postgres = DurablePostgres.start(home)) {
      ProcessHandle postmaster = Postmaster.runningOn(directory.resolve("postgres")).orElseThrow();
      postmaster.destroyForcibly();
      postmaster.onExit().join();
      try (Connection connection = connectAgain(postgres)) {
        var count = connection.createStatement().executeQuery("select count(*) from kept");
        assertThat(count.next()).isTrue();
        assertThat(count.getInt(1)).isEqualTo(2);
      }
    }
  }

  private static Connection connectAgain(DurablePostgres postgres) throws SQLException {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (true) {
      try {
        return connect(postgres, postgres.password());
      } catch (SQLException notYet) {
        if (System.nanoTime() > deadline) {
          throw notYet;
        }
        java.util.concurrent.locks.LockSupport.parkNanos(100_000_000L);
      }
    }
  }

  @Test
  @Order(4)
  void a_port_taken_by_another_program_is_replaced() throws Exception {
    String before = Files.readString(directory.resolve("postgres.port")).strip();
    try (var other =
            new ServerSocket(Integer.parseInt(before), 1, InetAddress.getLoopbackAddress());
        Home home = Home.lock(directory);
        DurablePostgres postgres = DurablePostgres.start(home)) {
      assertThat(postgres.jdbcUrl()).doesNotContain(":" + other.getLocalPort() + "/");
      assertThat(Files.readString(directory.resolve("postgres.port")).strip()).isNotEqualTo(before);
    }
  }

  @Test
  @Order(5)
  void the_number_of_a_dead_postmaster_that_another_process_has_now_is_left_alone()
      throws Exception {
    Path data = Files.createDirectories(directory.resolve("other"));
    Files.writeString(data.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n");
    assertThat(Postmaster.runningOn(data)).isEmpty();
  }

  @Test
  @Order(6)
  void half_a_cluster_is_set_aside_and_not_deleted(@TempDir Path fresh) throws Exception {
    Files.createDirectories(fresh.resolve("postgres/base"));
    Files.createDirectories(fresh.resolve("postgres-binaries/unpacked/PG-half/bin"));
    try (Home home = Home.lock(fresh)) {
      new Cluster(home).setAsideIfIncomplete();
    }
    assertThat(fresh.resolve("postgres")).doesNotExist();
    assertThat(fresh.resolve("postgres-binaries/unpacked/PG-half")).doesNotExist();
    try (var files = Files.list(fresh)) {
      assertThat(files)
          .anySatisfy(
              f -> assertThat(f.getFileName().toString()).startsWith("postgres.incomplete-"));
    }
  }

  @Test
  @Order(7)
  void a_cluster_of_another_version_is_refused_with_the_way_out(@TempDir Path old)
      throws Exception {
    Files.createDirectories(old.resolve("postgres"));
    Files.writeString(old.resolve("postgres/PG_VERSION"), "14\n");
    Files.writeString(old.resolve("postgres/lipsweep-ready"), "");
    try (Home home = Home.lock(old)) {
      assertThatThrownBy(() -> DurablePostgres.start(home))
          .isInstanceOf(StartupRefused.class)
          .hasMessageContaining("PostgreSQL 14")
          .hasMessageContaining("--database-url");
    }
  }

  private static Map<String, String> settings(Connection connection) throws SQLException {
    var settings = new HashMap<String, String>();
    var rows = connection.createStatement().executeQuery("select name, setting from pg_settings");
    while (rows.next()) {
      settings.put(rows.getString(1), rows.getString(2));
    }
    return settings;
  }

  private static Connection connect(DurablePostgres postgres, String password) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), password);
  }
}
