package dev.lipsweep.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private Connection connection;

  /** {@code /status/length} is answered so, its body of x; length -1 is sent in chunks. */
  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          seen.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
          String[] path = exchange.getRequestURI().getPath().split("/");
          int length = Integer.parseInt(path[2]);
          if (path.length > 3) {
            exchange.getResponseHeaders().set("Connection", path[3]);
          }
          exchange.sendResponseHeaders(
              Integer.parseInt(path[1]), length < 0 ? 0 : length == 0 ? -1 : length);
          if (length != 0) {
            exchange
                .getResponseBody()
                .write("x".repeat(length < 0 ? 10_000 : length).getBytes(StandardCharsets.UTF_8));
          }
          exchange.close();
        });
    server.start();
    connection =
        new Connection(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "lsw_a_b");
  }

  @AfterEach
  void stop() {
    connection.close();
    server.stop(0);
  }

  @Test
  void answers_of_every_form_follow_each_other_on_one_connection() throws Exception {
    assertThat(connection.post("/200/5", "{}").text()).isEqualTo("xxxxx");
    assertThat(connection.post("/200/-1", "ü").text()).hasSize(10_000);
    assertThat(connection.post("/204/0", "").body()).isEmpty();
    assertThat(connection.post("/200/3", "last").text()).isEqualTo("xxx");
    assertThat(seen)
        .containsExactly(
            "Bearer lsw_a_b {}", "Bearer lsw_a_b ü", "Bearer lsw_a_b ", "Bearer lsw_a_b last");
  }

  @Test
  void an_answer_that_is_not_the_expected_one_is_told_with_its_text() throws Exception {
    assertThatThrownBy(() -> connection.post("/409/2", "{}").expect(200))
        .hasMessage("wanted 200, got 409: xx");
  }

  @Test
  void a_connection_that_the_server_ends_is_followed_by_another() throws Exception {
    assertThat(connection.post("/200/1/close", "{}").text()).isEqualTo("x");
    assertThat(connection.post("/200/2", "{}").text()).isEqualTo("xx");
  }
}
