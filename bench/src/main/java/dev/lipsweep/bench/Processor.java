package dev.lipsweep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * Processor time that the server and its embedded database have taken. On a busy machine it says
 * more than the clock does: what a cycle costs, whoever else computes.
 *
 * @param server nanoseconds; empty if it cannot be told
 * @param database the same of PostgreSQL with all its backends
 */
record Processor(OptionalLong server, OptionalLong database) {
  static Processor now(Path home) {
    // the database is a child of the server, and counted by itself
    return new Processor(
        taken(home.resolve("server.lock"), process -> Stream.empty()),
        taken(home.resolve("postgres/postmaster.pid"), ProcessHandle::descendants));
  }

  /** Adds to a row what each of {@code count} operations has cost since then, in milliseconds. */
  void putSince(Processor before, long count, Map<String, Object> row) {
    LongFunction<Object> each = nanos -> Report.round(nanos / 1e6 / count, 2);
    row.put("server CPU ms", difference(before.server, server, each));
    row.put("database CPU ms", difference(before.database, database, each));
  }

  private static Object difference(
      OptionalLong before, OptionalLong after, LongFunction<Object> each) {
    return before.isPresent() && after.isPresent()
        ? each.apply(after.getAsLong() - before.getAsLong())
        : "-";
  }

  /** Of the process whose number stands in the file's first line, and of those it started. */
  private static OptionalLong taken(
      Path pidFile, Function<ProcessHandle, Stream<ProcessHandle>> children) {
    try (Stream<String> lines = Files.lines(pidFile)) {
      long pid = Long.parseLong(lines.findFirst().orElse("").strip());
      return ProcessHandle.of(pid).stream()
          .flatMap(root -> Stream.concat(Stream.of(root), children.apply(root)))
          .flatMap(process -> process.info().totalCpuDuration().stream())
          .mapToLong(Duration::toNanos)
          .reduce(Long::sum);
    } catch (IOException | NumberFormatException notOfThisMachine) {
      return OptionalLong.empty();
    }
  }
}
