package dev.lipsweep.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.lipsweep.domain.port.UnusedPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxyTest {
  private final List<String> arrived = new CopyOnWriteArrayList<>();
  private ServerSocket echo;
  private Proxy proxy;

  @BeforeEach
  void start() throws IOException {
    echo = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    int nobody = UnusedPort.choose();
    proxy = new Proxy(List.of(nobody, echo.getLocalPort()));
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    echo.close();
  }

  @Test
  void lines_come_back_although_one_server_is_down() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(ask("hello " + i)).isEqualTo("hello " + i);
    }
  }

  @Test
  void a_dropped_answer_is_one_to_a_request_that_has_arrived() throws Exception {
    proxy.fault(Proxy.Fault.DROP);
    assertThat(ask("lost")).isNull();
    assertThat(arrived).containsExactly("lost");
    proxy.fault(Proxy.Fault.NONE);
    assertThat(ask("found")).isEqualTo("found");
  }

  @Test
  void a_delayed_answer_comes() throws Exception {
    proxy.fault(Proxy.Fault.DELAY);
    assertThat(ask("late")).isEqualTo("late");
  }

  @Test
  void nothing_passes_a_cut_and_its_connections_are_dead_afterwards() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      send(socket, "before");
      assertThat(line(socket)).isEqualTo("before");
      proxy.fault(Proxy.Fault.CUT);
      send(socket, "never");
      socket.setSoTimeout(200);
      assertThatThrownBy(() -> line(socket)).isInstanceOf(SocketTimeoutException.class);
      assertThat(arrived).containsExactly("before");
      proxy.fault(Proxy.Fault.NONE);
      socket.setSoTimeout(30_000);
      assertThat(line(socket)).isNull();
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> "after".equals(ask("after")));
  }

  private void serve() {
    while (!echo.isClosed()) {
      try {
        Socket client = echo.accept();
        Thread.ofVirtual().start(() -> echo(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void echo(Socket client) {
    try (client) {
      var in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        arrived.add(line);
        send(client, line);
      }
    } catch (IOException gone) {
      // the test has seen enough
    }
  }

  private String ask(String text) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      socket.setSoTimeout(30_000);
      send(socket, text);
      return line(socket);
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Null at the end, however it came. */
  private static String line(Socket socket) throws IOException {
    try {
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .readLine();
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException reset) {
      return null;
    }
  }
}
