package dev.lipsweep.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Processor time that the load, the server and its embedded database have taken, by process. On a
 * busy machine it says more than the clock does: what a cycle costs, whoever else computes.
 *
 * @param load nanoseconds that the simulated workers have taken
 * @param server nanoseconds by process number; empty if it cannot be told
 * @param database the same of PostgreSQL with all its backends
 */
record Processor(long load, Map<Long, Long> server, Map<Long, Long> database) {
  static Processor now(Path home) {
    // the database is a child of the server, and counted by itself
    return new Processor(
        ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L),
        taken(home.resolve("server.lock"), process -> Stream.empty()),
        taken(home.resolve("postgres/postmaster.pid"), ProcessHandle::descendants));
  }

  /**
   * Adds to a row what each of {@code count} operations has cost since then, in milliseconds. What
   * a process took that has ended meanwhile, such as one of autovacuum, is not counted.
   */
  void putSince(Processor before, long count, Map<String, Object> row) {
    LongFunction<Object> each = nanos -> Report.round(nanos / 1e6 / count, 2);
    row.put("server CPU ms", difference(before.server, server, each));
    row.put("database CPU ms", difference(before.database, database, each));
    row.put("load CPU ms", each.apply(load - before.load));
  }

  private static Object difference(
      Map<Long, Long> before, Map<Long, Long> after, LongFunction<Object> each) {
    if (before.isEmpty() || after.isEmpty()) {
      return "-";
    }
    return each.apply(
        after.entrySet().stream()
            .mapToLong(one -> one.getValue() - before.getOrDefault(one.getKey(), 0L))
            .sum());
  }

  /** Of the process whose number stands in the file's first line, and of those it started. */
  private static Map<Long, Long> taken(
      Path pidFile, Function<ProcessHandle, Stream<ProcessHandle>> children) {
    try (Stream<String> lines = Files.lines(pidFile)) {
      long pid = Long.parseLong(lines.findFirst().orElse("").strip());
      return ProcessHandle.of(pid).stream()
          .flatMap(root -> Stream.concat(Stream.of(root), children.apply(root)))
          .collect(
              Collectors.toMap(
                  ProcessHandle::pid,
                  process -> process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L)));
    } catch (IOException | NumberFormatException notOfThisMachine) {
      return Map.of();
    }
  }
}
