package dev.lipsweep.it.system;

import static org.awaitility.Awaitility.await;

import dev.lipsweep.domain.port.UnusedPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server with its local worker, started by the launcher script as a user would, in a home of its
 * own.
 */
public final class RunningServer implements AutoCloseable {
  public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path home;
  private final int port;
  private final List<String> options;
  private final Map<String, String> more;
  private Process process;

  /**
   * @param options of the server's command line, besides home and port
   */
  public RunningServer(Path home, String... options) throws IOException {
    this(home, Map.of(), options);
  }

  /**
   * @param more of the environment
   */
  public RunningServer(Path home, Map<String, String> more, String... options) throws IOException {
    this.home = home;
    this.more = more;
    this.options = List.of(options);
    this.port = UnusedPort.choose();
    start();
  }

  /** Starts the server, again after it was killed: same home, same port. */
  public void start() throws IOException {
    Files.createDirectories(home.resolve("logs"));
    var builder =
        new ProcessBuilder(
            ROOT.resolve("lipsweep").toString(),
            "server",
            "--home",
            home.toString(),
            "--port",
            "" + port);
    builder.command().addAll(options);
    builder.environment().putAll(settings());
    builder.environment().putAll(more);
    Path log = home.resolve("logs/server.log");
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    await("server is healthy, see " + log)
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> !process.isAlive() || healthy());
    if (!process.isAlive()) {
      throw new IllegalStateException("the server ended:\n" + Files.readString(log));
    }
  }

  /** Short leases and frequent checkpoints, so that a kill in the middle is soon noticed. */
  private Map<String, String> settings() {
    return Map.of(
        "LIPSWEEP_HOME", home.toString(),
        "LIPSWEEP_BUILD", "never",
        "LIPSWEEP_LEASE_TTL", "4s",
        "LIPSWEEP_CHECKPOINT_INTERVAL", "1s");
  }

  public void killServer() {
    kill(process.toHandle());
  }

  /** Ends the process at once, as the kernel's out-of-memory killer would. */
  static void kill(ProcessHandle handle) {
    handle.destroyForcibly();
    handle.onExit().join();
  }

  List<ProcessHandle> agents() {
    return descendants("WorkerMain");
  }

  List<ProcessHandle> trainers() {
    return descendants("TrainerMain");
  }

  private List<ProcessHandle> descendants(String mainClass) {
    return Stream.concat(process.descendants(), adopted())
        .filter(
            handle ->
                handle
                    .info()
                    .arguments()
                    .map(a -> String.join(" ", a).contains(mainClass))
                    .orElse(false))
        .toList();
  }

  /** Processes of this home that an earlier, killed server has left behind. */
  private Stream<ProcessHandle> adopted() {
    return ProcessHandle.allProcesses()
        .filter(
            handle ->
                handle
                    .info()
                    .commandLine()
                    .map(line -> line.contains(home.toString()))
                    .orElse(false))
        .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()));
  }

  public String submit(String definition) {
    return send("POST", "/api/v1/sweeps", definition, 201).get("id").asString();
  }

  public JsonNode get(String path) {
    return send("GET", path, null, 200);
  }

  /** For what needs no body, such as {@code /api/v1/sweeps/x/cancel}. */
  public JsonNode post(String path) {
    return send("POST", path, null, 200);
  }

  String text(String path) {
    return request("GET", path, null).body();
  }

  private JsonNode send(String method, String path, String body, int expected) {
    HttpResponse<String> response = request(method, path, body);
    if (response.statusCode() != expected) {
      throw new IllegalStateException(
          method + " " + path + ": " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  private HttpResponse<String> request(String method, String path, String body) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(address() + path))
              .header("Authorization", "Bearer " + token("admin"))
              .header("Content-Type", "application/yaml")
              .method(
                  method,
                  body == null
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(body))
              .build();
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where the server is, such as {@code http://127.0.0.1:8420}. */
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  /**
   * A token that the server wrote at its first start.
   *
   * @param scope {@code admin} or {@code worker}
   */
  public String token(String scope) throws IOException {
    return Files.readString(home.resolve(scope + ".token")).strip();
  }

  /** Where the server keeps these bytes. */
  Path artifact(String sha256) {
    return home.resolve("artifacts").resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  private boolean healthy() {
    try {
      return request("GET", "/actuator/health", null).statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /** The command line's answer to these words. */
  public CommandResult command(String... words) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(ROOT.resolve("lipsweep").toString()), Stream.of(words))
                .toList());
    builder.environment().putAll(settings());
    builder.environment().put("LIPSWEEP_SERVER", address());
    Process command = builder.start();
    String out =
        new String(
            command.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    String err =
        new String(
            command.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    return new CommandResult(command.waitFor(), out, err);
  }

  /** What a command answered. */
  public record CommandResult(int exit, String out, String err) {}

  @Override
  public void close() {
    var left = Stream.concat(trainers().stream(), agents().stream()).toList();
    process.destroy();
    if (!process
        .onExit()
        .completeOnTimeout(process, 60, java.util.concurrent.TimeUnit.SECONDS)
        .join()
        .isAlive()) {
      left.stream()
          .filter(ProcessHandle::isAlive)
          .forEach(
              handle ->
                  handle
                      .onExit()
                      .completeOnTimeout(handle, 30, java.util.concurrent.TimeUnit.SECONDS)
                      .join());
    }
    left.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
