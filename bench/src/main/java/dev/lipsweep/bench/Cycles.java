package dev.lipsweep.bench;

import dev.lipsweep.bench.SimulatedWorker.Lease;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Workers that claim, renew once and complete, as fast as the server lets them. */
final class Cycles {
  private final Path home;
  private final List<SimulatedWorker> workers;
  private final int slots;

  /**
   * @param home the server's folder
   * @param slots trials that a claim asks for
   */
  Cycles(Path home, List<SimulatedWorker> workers, int slots) {
    this.home = home;
    this.workers = workers;
    this.slots = slots;
  }

  private record Times(Latencies claim, Latencies renew, Latencies complete) {}

  /** A row of the report: cycles are counted per trial. */
  Map<String, Object> run(Duration time) throws InterruptedException {
    int unanswered = unanswered();
    Processor before = Processor.now(home);
    long begin = System.nanoTime();
    long end = begin + time.toNanos();
    List<Times> times = each(workers, worker -> () -> work(worker, end));
    double seconds = (System.nanoTime() - begin) / 1e9;
    Latencies claim = Latencies.merged(times.stream().map(Times::claim).toList());
    Latencies renew = Latencies.merged(times.stream().map(Times::renew).toList());
    Latencies complete = Latencies.merged(times.stream().map(Times::complete).toList());
    var row = new LinkedHashMap<String, Object>();
    row.put("cycles/s", Report.round(complete.size() / seconds, 0));
    put(row, "claim", claim);
    put(row, "renew", renew);
    put(row, "complete", complete);
    Processor.now(home).putSince(before, complete.size(), row);
    row.put("answers 503", unanswered() - unanswered);
    return row;
  }

  private int unanswered() {
    return workers.stream().mapToInt(SimulatedWorker::unanswered).sum();
  }

  private Times work(SimulatedWorker worker, long end) throws IOException {
    var times = new Times(new Latencies(), new Latencies(), new Latencies());
    while (System.nanoTime() < end) {
      long before = System.nanoTime();
      List<Lease> leases = worker.claim(slots);
      times.claim().add(System.nanoTime() - before);
      if (leases.isEmpty()) {
        throw new IllegalStateException(
            "no trial was left before the time was up: give --trials more");
      }
      for (Lease lease : leases) {
        before = System.nanoTime();
        worker.renew(lease);
        long renewed = System.nanoTime();
        times.renew().add(renewed - before);
        worker.complete(lease);
        times.complete().add(System.nanoTime() - renewed);
      }
    }
    return times;
  }

  /** Runs a task for each worker at the same time, and waits for all. */
  static <T> List<T> each(List<SimulatedWorker> workers, Work<T> task) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<T>>();
      for (SimulatedWorker worker : workers) {
        running.add(threads.submit(task.of(worker)));
      }
      var results = new ArrayList<T>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** What one worker has to do. */
  interface Work<T> {
    Callable<T> of(SimulatedWorker worker);
  }

  private static void put(Map<String, Object> row, String name, Latencies times) {
    row.put(name + " p50 ms", Report.round(times.millis(0.5), 1));
    row.put(name + " p99 ms", Report.round(times.millis(0.99), 1));
  }
}
