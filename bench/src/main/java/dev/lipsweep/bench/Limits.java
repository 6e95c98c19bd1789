package dev.lipsweep.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the machine can do at all: on a busy one the other numbers mean something only beside it.
 */
final class Limits {
  private static final int PAGE = 8192;

  /** As many as the server's own pool has. */
  private static final int CONNECTIONS = 20;

  private Limits() {}

  static List<Map<String, Object>> measure(Target target, Duration time)
      throws IOException, SQLException, InterruptedException {
    var rows = new ArrayList<Map<String, Object>>();
    rows.add(row("fsync of an 8 kB page", fsyncs(target.home(), time)));
    try (Connection database = target.database();
        var statement = database.createStatement()) {
      statement.execute(
          "create table if not exists bench_commit (id bigint primary key, n bigint)");
      statement.execute(
          "insert into bench_commit select i, 0 from generate_series(0, %d) i"
              .formatted(CONNECTIONS - 1));
      try {
        rows.add(row("commit of one row, 1 connection", commits(target, 1, time)));
        rows.add(
            row(
                "commit of one row, %d connections".formatted(CONNECTIONS),
                commits(target, CONNECTIONS, time)));
      } finally {
        statement.execute("drop table bench_commit");
      }
    }
    return rows;
  }

  private static Map<String, Object> row(String what, double rate) {
    var row = new LinkedHashMap<String, Object>();
    row.put("limit", what);
    row.put("a second", Report.round(rate, 0));
    return row;
  }

  private static double fsyncs(Path folder, Duration time) throws IOException {
    Path file = Files.createTempFile(folder, "fsync", ".bench");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer page = ByteBuffer.allocateDirect(PAGE);
      long begin = System.nanoTime();
      int count = 0;
      while (System.nanoTime() - begin < time.toNanos()) {
        channel.write(page.clear(), (long) (count % 1024) * PAGE);
        channel.force(false);
        count++;
      }
      return count / ((System.nanoTime() - begin) / 1e9);
    } finally {
      Files.delete(file);
    }
  }

  private static double commits(Target target, int connections, Duration time)
      throws InterruptedException {
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    try (var threads = Executors.newFixedThreadPool(connections)) {
      var running = new ArrayList<Future<Integer>>();
      for (int i = 0; i < connections; i++) {
        int row = i;
        Callable<Integer> task = () -> commitUntil(end, target, row);
        running.add(threads.submit(task));
      }
      int sum = 0;
      for (Future<Integer> one : running) {
        sum += one.get();
      }
      return sum / ((System.nanoTime() - begin) / 1e9);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static int commitUntil(long end, Target target, int row) throws SQLException {
    int count = 0;
    try (Connection database = target.database();
        PreparedStatement update =
            database.prepareStatement("update bench_commit set n = n + 1 where id = ?")) {
      update.setLong(1, row);
      while (System.nanoTime() < end) {
        update.executeUpdate();
        count++;
      }
    }
    return count;
  }
}
