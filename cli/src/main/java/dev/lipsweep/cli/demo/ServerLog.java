package dev.lipsweep.cli.demo;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The log that a server process writes to, from where this run of it began. */
final class ServerLog {
  private static final int MOST_READ = 1 << 20;

  private final Path file;
  private final long start;

  private ServerLog(Path file, long start) {
    this.file = file;
    this.start = start;
  }

  static ServerLog in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("server.log");
    return new ServerLog(file, Files.exists(file) ? Files.size(file) : 0);
  }

  Path file() {
    return file;
  }

  /** The line that says best why the server ended: the last error, else the last words. */
  String lastWords() {
    List<String> lines = lines();
    Optional<String> error =
        lines.stream()
            .filter(line -> line.matches(".*\\bERROR\\b.*|lipsweep.*: .*"))
            .reduce((a, b) -> b);
    return error
        .or(() -> lines.stream().filter(line -> !isTrace(line)).reduce((a, b) -> b))
        .map(ServerLog::withoutStamp)
        .orElse("it said nothing");
  }

  /** What the server says about a database that an earlier run left behind. */
  Optional<String> leftover() {
    return lines().stream()
        .filter(line -> line.matches("(?i).*(left ?over|left behind|stale).*"))
        .findFirst()
        .map(ServerLog::withoutStamp);
  }

  private List<String> lines() {
    try (var log = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(start, log.length() - MOST_READ);
      byte[] bytes = new byte[(int) (log.length() - from)];
      log.seek(from);
      log.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8)
          .lines()
          .map(String::stripTrailing)
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean isTrace(String line) {
    return line.matches("\\s+at .*|\\s+\\.\\.\\. \\d+ .*|Caused by: .*");
  }

  /**
   * Without Spring's time, level, process and logger: {@code ... ERROR 123 --- [main] a.b.C :
   * text}.
   */
  private static String withoutStamp(String line) {
    return line.replaceFirst("^\\S+\\s+\\w+ \\d+ --- .*? : ", "").strip();
  }
}
