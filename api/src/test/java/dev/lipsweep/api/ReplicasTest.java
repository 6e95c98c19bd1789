package dev.lipsweep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lipsweep.scheduler.loop.LoopProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;

/** Several servers on one database: each may go at any time. */
class ReplicasTest {
  private final Api admin = TestServer.admin();

  @TempDir Path home;

  @Test
  void a_worker_goes_on_with_another_server_when_its_own_is_stopped() throws Exception {
    String name = "replicas";
    admin.yaml("/api/v1/sweeps", ProtocolTest.definition(name, 2) + "priority: -100\n").expect(201);
    var worker = new ScriptedWorker("between");
    ScriptedWorker.Lease first;
    ScriptedWorker.Lease second;
    String token = Files.readString(TestServer.homeDirectory().resolve("worker.token")).strip();
    try (RunningServer other = replica("api")) {
      assertThat(other.application().getBean(LoopProperties.class).enabled()).isFalse();
      ScriptedWorker there = worker.at(new Api(other.port(), token));
      List<ScriptedWorker.Lease> leases = there.claim(2, 20);
      first = leases.get(0);
      second = leases.get(1);
      first.renew(10).expect(200);
    }

    ScriptedWorker.Lease here = first.at(TestServer.worker());
    here.renew(20).expect(200);
    here.end(Map.of("type", "Infeasible", "step", 21, "loss", "NaN", "reason", "test")).expect(204);
    // the other one is lost with its server: this server's loop takes it away
    try (Connection connection = TestServer.bean(DataSource.class).getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "update trial set lease_until = now() - interval '1 s' where id = '%s'"
              .formatted(second.trial()));
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> state(second.trial()).equals("READY"));
    assertThat(second.at(TestServer.worker()).renew(30).expect(409).problem())
        .isEqualTo("stale-epoch");
    ScriptedWorker.Lease again = worker.claim(1, 20).getFirst();
    assertThat(again.trial()).isEqualTo(second.trial());
    again.end(Map.of("type", "Infeasible", "step", 1, "loss", "NaN", "reason", "test")).expect(204);
    assertThat(admin.get("/api/v1/sweeps/" + name).json().get("state").asString())
        .isEqualTo("COMPLETED");
    worker.leave();
  }

  @Test
  void a_scheduler_answers_only_for_its_health() {
    try (RunningServer scheduler = replica("scheduler")) {
      assertThat(scheduler.application().getBean(LoopProperties.class).enabled()).isTrue();
      var api = new Api(scheduler.port(), null);
      api.get("/actuator/health").expect(200);
      assertThat(api.get("/api/v1/sweeps").expect(404).text()).contains("only schedules");
      api.get("/").expect(404);
    }
  }

  @Test
  void migrate_brings_a_database_up_to_date_and_ends() throws Exception {
    Environment environment = TestServer.bean(Environment.class);
    try (Connection connection = TestServer.bean(DataSource.class).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database to_migrate");
    }
    String url = url(environment).replaceFirst("/[^/?]+(?=[?]|$)", "/to_migrate");

    int code = LipsweepServer.run(options("migrate", url).toArray(String[]::new));

    assertThat(code).isZero();
    try (Connection connection =
            DriverManager.getConnection(url, user(environment), password(environment));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from sweep")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  private String state(String trial) {
    return admin.get("/api/v1/trials/" + trial).json().get("state").asString();
  }

  private RunningServer replica(String role) {
    Environment environment = TestServer.bean(Environment.class);
    return TestServer.started(options(role, url(environment)).toArray(String[]::new));
  }

  private List<String> options(String role, String url) {
    Environment environment = TestServer.bean(Environment.class);
    var options =
        new ArrayList<>(List.of("--role", role, "--home", home.toString(), "--database-url", url));
    Optional.ofNullable(user(environment))
        .ifPresent(user -> options.addAll(List.of("--database-user", user)));
    Optional.ofNullable(password(environment))
        .ifPresent(password -> options.addAll(List.of("--database-password", password)));
    return options;
  }

  private static String url(Environment environment) {
    return environment.getRequiredProperty("spring.datasource.url");
  }

  private static String user(Environment environment) {
    return environment.getProperty("spring.datasource.username");
  }

  private static String password(Environment environment) {
    return environment.getProperty("spring.datasource.password");
  }
}
