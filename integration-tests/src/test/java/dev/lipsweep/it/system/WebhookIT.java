package dev.lipsweep.it.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a receiver has to be told survives the server that wanted to tell it. */
class WebhookIT {
  private static final int DOWN = 503;
  private static final int TAKEN = 204;
  private static final String SWEEP =
      """
      name: hooked
      recipe: text-tiny
      steps: 2
      space: [{optimizer: muon, constraint: none, learningRate: 0.1}]
      """;

  private record Received(String delivery, String body) {}

  private final Queue<Received> received = new ConcurrentLinkedQueue<>();
  private volatile int answer = DOWN;

  @Test
  void a_frontiers_change_is_told_by_the_server_that_comes_after_a_killed_one(@TempDir Path home)
      throws Exception {
    HttpServer receiver = receiver();
    try (var server = new RunningServer(home, "--slots", "1")) {
      Path definition =
          Files.writeString(home.resolve("all.yaml"), "{name: everything, sweeps: all}");
      run(server, "frontiers", "create", definition.toString());
      String url = "http://127.0.0.1:%d/hook".formatted(receiver.getAddress().getPort());
      run(server, "webhook", "create", url, "--frontier", "everything");
      server.submit(SWEEP);
      await().atMost(Duration.ofMinutes(3)).until(() -> !received.isEmpty());

      server.killServer();
      answer = TAKEN;
      int before = received.size();
      server.start();
      await().atMost(Duration.ofMinutes(3)).until(() -> received.size() > before);

      assertThat(received).extracting(Received::delivery).containsOnly(received.peek().delivery());
      assertThat(received).extracting(Received::body).containsOnly(received.peek().body());
      assertThat(received.peek().body()).contains("frontier-changed", "everything");
    } finally {
      receiver.stop(0);
    }
  }

  private static void run(RunningServer server, String... words) throws Exception {
    var result = server.command(words);
    assertThat(result.exit()).as(result.err()).isZero();
  }

  private HttpServer receiver() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer receiver = HttpServer.create(address, 0);
    receiver.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          received.add(
              new Received(exchange.getRequestHeaders().getFirst("Lipsweep-Delivery"), body));
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    receiver.start();
    return receiver;
  }
}
