package dev.lipsweep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.domain.tls.Authorities;
import dev.lipsweep.domain.wire.TraceParent;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.Environment;

/** A second server on the same database, with TLS, little patience and traces. */
class EdgesTest {
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "lipsweep.limits.body-time", "5s",
          "lipsweep.limits.wrong-tokens", "1",
          "server.tomcat.connection-timeout", "2s");

  @TempDir static Path folder;
  private static final SpanReceiver SPANS = new SpanReceiver();
  private static RunningServer server;
  private static SSLContext trusting;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    makeCertificate();
    Environment first = TestServer.bean(Environment.class);
    IMPATIENT.forEach(System::setProperty);
    try {
      server =
          TestServer.started(
              "--home",
              folder.resolve("home").toString(),
              "--database-url",
              first.getRequiredProperty("spring.datasource.url"),
              "--database-user",
              first.getProperty("spring.datasource.username", ""),
              "--database-password",
              first.getProperty("spring.datasource.password", ""),
              "--traces",
              SPANS.url(),
              "--tls-cert",
              folder.resolve("server.pem").toString(),
              "--tls-key",
              folder.resolve("server.key").toString());
    } finally {
      IMPATIENT.keySet().forEach(System::clearProperty);
    }
    trusting = Authorities.trusting(folder.resolve("server.pem"));
    token = Files.readString(folder.resolve("home/admin.token")).strip();
  }

  @AfterAll
  static void stop() {
    server.close();
    SPANS.close();
  }

  @Test
  void tls_is_spoken_with_the_given_certificate_and_nothing_else() throws Exception {
    HttpResponse<String> answer = get(trusting, "/api/v1/sweeps", token);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    assertThatThrownBy(() -> get(SSLContext.getDefault(), "/", token))
        .isInstanceOf(SSLHandshakeException.class);
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .doesNotContain("200");
    }
  }

  @Test
  void wrong_tokens_cost_patience_and_right_ones_from_there_still_work() throws Exception {
    HttpResponse<String> first = get(trusting, "/api/v1/sweeps", "lsw_00_11");
    HttpResponse<String> second = get(trusting, "/api/v1/sweeps", "lsw_00_12");
    assertThat(List.of(first.statusCode(), second.statusCode())).containsExactly(401, 429);
    assertThat(second.headers().firstValue("Retry-After").orElseThrow()).matches("[1-9]\\d*");
    assertThat(second.body()).contains("too-many-requests").doesNotContain("lsw_");
    assertThat(get(trusting, "/api/v1/sweeps", token).statusCode()).isEqualTo(200);
  }

  @Test
  void a_body_that_comes_drop_by_drop_is_cut_off() throws Exception {
    try (Socket socket = post(100_000)) {
      String answer = "";
      // the client never stops by itself: it sends a byte, and looks whether it was answered
      while (answer.isEmpty()) {
        socket.getOutputStream().write(' ');
        socket.getOutputStream().flush();
        answer = glance(socket);
      }
      assertThat(answer).startsWith("HTTP/1.1 408");
    }
  }

  @Test
  void a_body_that_stops_coming_ends_the_request() throws Exception {
    try (Socket socket = post(100)) {
      socket.getOutputStream().write('{');
      socket.getOutputStream().flush();
      socket.setSoTimeout(120_000);
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 4");
    }
  }

  @Test
  void a_trial_is_one_trace_from_its_claim_to_its_completion() throws Exception {
    Api admin = TestServer.admin();
    admin
        .yaml(
            "/api/v1/sweeps",
            """
            name: traced
            recipe: text-tiny
            space: [{optimizer: muon, constraint: spectral_soft_cap, sigmaMax: 1, learningRate: 0.1}]
            """)
        .expect(201);
    var worker = new ScriptedWorker("traced");
    ScriptedWorker.Lease lease = worker.claim(1, 30).getFirst();
    long epoch = lease.json().get("epoch").asLong();
    TraceParent trace = TraceParent.of(UUID.fromString(lease.attempt()));
    String attempt = "/api/v1/attempts/" + lease.attempt();
    String workers = Files.readString(TestServer.homeDirectory().resolve("worker.token")).strip();
    assertThat(post(attempt + "/renewals", workers, trace, "{\"epoch\": %d}".formatted(epoch)))
        .isEqualTo(200);
    String end =
        "{\"epoch\": %d, \"outcome\": {\"type\": \"Cancelled\", \"step\": 1}}".formatted(epoch);
    assertThat(post(attempt + "/completion", workers, trace, end)).isEqualTo(204);

    SpanReceiver.Span whole = SPANS.await(span -> span.name().equals("attempt"));
    assertThat(whole.trace()).isEqualTo(lease.attempt().replace("-", ""));
    assertThat(whole.parent()).isEmpty();
    for (String call : List.of("renewals", "completion")) {
      SpanReceiver.Span part = SPANS.await(span -> span.name().endsWith(call));
      assertThat(part.trace()).isEqualTo(whole.trace());
      assertThat(part.parent()).isEqualTo(whole.id());
    }
    admin.post("/api/v1/sweeps/traced/cancel", "");
    worker.leave();
    assertThat(SPANS.all()).extracting(SpanReceiver.Span::trace).containsOnly(whole.trace());
  }

  private static int post(String path, String bearer, TraceParent trace, String json)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().sslContext(trusting).build()) {
      return http.send(
              HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + path))
                  .header("Authorization", "Bearer " + bearer)
                  .header("Content-Type", "application/json")
                  .header(TraceParent.HEADER, trace.header())
                  .POST(HttpRequest.BodyPublishers.ofString(json))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private static Socket post(int length) throws IOException {
    Socket socket = trusting.getSocketFactory().createSocket("127.0.0.1", server.port());
    socket
        .getOutputStream()
        .write(
            """
            POST /api/v1/tokens HTTP/1.1
            Host: 127.0.0.1
            Authorization: Bearer %s
            Content-Type: application/json
            Connection: close
            Content-Length: %d

            """
                .formatted(token, length)
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** What the server has said within a moment; empty if nothing. */
  private static String glance(Socket socket) throws IOException {
    socket.setSoTimeout(20);
    try {
      InputStream in = socket.getInputStream();
      byte[] bytes = new byte[1000];
      int read = in.read(bytes);
      return read < 0
          ? "closed without an answer"
          : new String(bytes, 0, read, StandardCharsets.UTF_8);
    } catch (SocketTimeoutException e) {
      return "";
    }
  }

  private static HttpResponse<String> get(SSLContext context, String path, String bearer)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newBuilder().sslContext(context).build()) {
      return http.send(
          HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + path))
              .header("Authorization", "Bearer " + bearer)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  /** The JDK's own tool makes the key; the file formats are two lines each. */
  private static void makeCertificate() throws Exception {
    Path store = folder.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=test",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit")
            .inheritIO()
            .start();
    assertThat(keytool.waitFor(2, TimeUnit.MINUTES)).isTrue();
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    pem("server.pem", "CERTIFICATE", keys.getCertificate("server").getEncoded());
    pem("server.key", "PRIVATE KEY", keys.getKey("server", "changeit".toCharArray()).getEncoded());
  }

  private static void pem(String file, String kind, byte[] der) throws IOException {
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(kind, Base64.getMimeEncoder().encodeToString(der), kind));
  }
}
