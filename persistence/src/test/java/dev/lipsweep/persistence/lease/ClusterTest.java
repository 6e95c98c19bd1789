package dev.lipsweep.persistence.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.lease.StaleEpoch;
import dev.lipsweep.domain.wire.ClaimRequest;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.Renewal;
import dev.lipsweep.persistence.DatabaseTest;
import dev.lipsweep.persistence.TestSweeps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Many workers of two servers at once, leases that run out at any moment: each trial finishes
 * exactly once.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ClusterTest extends DatabaseTest {
  private static final int THREADS = 8;

  @Autowired ReapExpiredLeases reap;
  @Autowired ApplicationContext one;

  private List<BeanFactory> servers;
  private ConfigurableApplicationContext two;

  /** What one server does for many workers at once, it does in their turn; so there are two. */
  @BeforeAll
  void startAnotherServer() {
    two = anotherServer();
    servers = List.of(one, two);
  }

  @AfterAll
  void stopIt() {
    two.close();
  }

  private <T> T server(int thread, Class<T> part) {
    return servers.get(thread % servers.size()).getBean(part);
  }

  @Test
  void five_hundred_trials_with_leases_that_run_out_finish_exactly_once() throws Exception {
    UUID first = sweeps.sweep("first", 300);
    UUID second = sweeps.sweep("second", 200);
    sweeps.artifact(TestSweeps.CHECKPOINT);
    var completed = new AtomicInteger();
    var stale = new AtomicInteger();

    together(thread -> () -> work(thread, completed, stale));

    assertThat(sweeps.sweepState(first)).isEqualTo("COMPLETED");
    assertThat(sweeps.sweepState(second)).isEqualTo("COMPLETED");
    assertThat(completed).hasValue(500);
    assertThat(count("trial where state = 'COMPLETED'")).isEqualTo(500);
    assertThat(count("trial where lease_until is not null")).isZero();
    assertThat(count("result")).isEqualTo(500);
    assertThat(count("attempt where state = 'COMPLETED'")).isEqualTo(500);
    assertThat(count("attempt where state = 'RUNNING'")).isZero();
    assertThat(count("attempt where state = 'LOST'")).isEqualTo(count("attempt") - 500);
    assertThat(stale.get()).as("some leases were lost and noticed").isPositive();
    // epochs of a trial are 1, 2, ... and only the last attempt completed
    assertThat(
            count(
                """
                (select 1 from trial t join attempt a on a.trial_id = t.id group by t.id
                 having count(*) <> t.epoch or max(a.epoch) <> t.epoch
                     or max(a.epoch) filter (where a.state = 'COMPLETED') <> t.epoch) wrong
                """))
        .isZero();
  }

  /** Claims, renews and completes until nothing is left; loses some leases on purpose. */
  private Void work(int thread, AtomicInteger completed, AtomicInteger stale) {
    var random = new Random(thread);
    var claim = server(thread, ClaimTrials.class);
    var renew = server(thread, RenewLease.class);
    var end = server(thread, TestSweeps.class);
    UUID worker = sweeps.worker("w" + thread);
    while (count("trial where state <> 'COMPLETED'") > 0) {
      List<Lease> leases =
          claim.claim(worker, new ClaimRequest(1 + random.nextInt(3), List.of())).leases();
      for (Lease lease : leases) {
        if (random.nextInt(10) == 0) {
          sweeps.expire(lease);
        }
        if (random.nextInt(5) == 0) {
          reap.run();
        }
        try {
          renew.renew(lease.attemptId(), new Renewal(lease.epoch(), null));
          end.complete(lease);
          completed.incrementAndGet();
        } catch (StaleEpoch lost) {
          stale.incrementAndGet();
        }
      }
    }
    return null;
  }

  @Test
  void a_sweep_ends_with_its_last_trial_however_they_end_together() throws Exception {
    sweeps.artifact(TestSweeps.CHECKPOINT);
    UUID worker = sweeps.worker("w");
    for (int round = 0; round < 20; round++) {
      UUID sweep = sweeps.sweep("race " + round, THREADS);
      List<Lease> leases = sweeps.claim(worker, THREADS);

      together(
          thread ->
              () -> {
                server(thread, TestSweeps.class).complete(leases.get(thread));
                return null;
              });

      assertThat(sweeps.sweepState(sweep)).isEqualTo("COMPLETED");
    }
  }

  @Test
  void a_sweep_that_ends_on_two_servers_at_once_ends_once() throws Exception {
    sweeps.artifact(TestSweeps.CHECKPOINT);
    UUID sweep = sweeps.sweep("large", 160);
    List<Lease> leases = sweeps.claim(sweeps.worker("w"), 160);

    together(
        thread ->
            () -> {
              for (int i = thread; i < leases.size(); i += THREADS) {
                server(thread, TestSweeps.class).complete(leases.get(i));
              }
              return null;
            });

    assertThat(sweeps.sweepState(sweep)).isEqualTo("COMPLETED");
    assertThat(count("event where kind = 'sweep'")).isEqualTo(1);
  }

  @Test
  void a_sweep_never_runs_more_trials_at_once_than_its_limit() throws Exception {
    sweeps.artifact(TestSweeps.CHECKPOINT);
    UUID limited = sweeps.sweep("limited", 60, Map.of("limits", Map.of("maxConcurrent", 5)));
    UUID free = sweeps.sweep("free", 60);
    // the highest number of trials that any transaction saw running
    jdbc.sql("create table most (running bigint)").update();
    jdbc.sql(
            """
            create function note_running() returns trigger language plpgsql as $$
            begin
              insert into most select count(*) from trial t join sweep s on s.id = t.sweep_id
              where s.max_concurrent is not null and t.state = 'RUNNING';
              return null;
            end $$
            """)
        .update();
    jdbc.sql(
            "create trigger noted after update on trial for each statement execute function note_running()")
        .update();
    try {
      together(thread -> () -> work(thread, new AtomicInteger(), new AtomicInteger()));

      assertThat(jdbc.sql("select max(running) from most").query(Integer.class).single())
          .isEqualTo(5);
      assertThat(sweeps.sweepState(limited)).isEqualTo("COMPLETED");
      assertThat(sweeps.sweepState(free)).isEqualTo("COMPLETED");
    } finally {
      jdbc.sql("drop trigger noted on trial").update();
      jdbc.sql("drop function note_running").update();
      jdbc.sql("drop table most").update();
    }
  }

  private interface Work {
    Callable<Void> of(int thread);
  }

  private static void together(Work work) throws Exception {
    var barrier = new CyclicBarrier(THREADS);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      var running = new ArrayList<Future<Void>>();
      IntStream.range(0, THREADS)
          .forEach(
              i ->
                  running.add(
                      threads.submit(
                          () -> {
                            barrier.await();
                            return work.of(i).call();
                          })));
      for (Future<Void> future : running) {
        future.get();
      }
    }
  }

  private int count(String from) {
    return jdbc.sql("select count(*) from " + from).query(Integer.class).single();
  }
}
