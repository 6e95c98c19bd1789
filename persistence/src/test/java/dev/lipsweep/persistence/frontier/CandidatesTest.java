package dev.lipsweep.persistence.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.frontier.Frontier;
import dev.lipsweep.persistence.DatabaseTest;
import dev.lipsweep.persistence.UuidV7;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The few results that are kept for the frontier, written by many transactions at once. */
class CandidatesTest extends DatabaseTest {
  private static final int THREADS = 8;
  private static final int EACH = 60;

  @Autowired Frontiers frontiers;
  @Autowired TransactionTemplate transaction;

  private UUID sweep;

  @BeforeEach
  void aSweep() {
    sweep = sweeps.sweep("candidates", 1);
    jdbc.sql("delete from trial").update();
  }

  @Test
  void no_interleaving_of_commits_and_rollbacks_loses_a_point() throws Exception {
    var committed = new ConcurrentLinkedQueue<Frontier.Point>();
    try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> done = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int first = thread * EACH;
        done.add(pool.submit(() -> store(first, committed)));
      }
      for (Future<?> future : done) {
        future.get();
      }
    }

    List<Integer> expected =
        Frontier.byDefinition(committed).stream().map(p -> (int) p.order()).toList();
    assertThat(front()).isEqualTo(expected);
    assertThat(frontiers.trialsOnFrontier(sweep)).hasSize(expected.size());
    assertThat(frontiers.version(List.of(sweep))).isEqualTo(sweep + "=" + committed.size());

    String before = frontiers.version(List.of(sweep));
    jdbc.sql("select rebuild_frontier_candidates()").query(row -> {});
    assertThat(front()).isEqualTo(expected);
    assertThat(frontiers.version(List.of(sweep))).isNotEqualTo(before);
  }

  @Test
  void few_of_many_results_are_kept() {
    var random = new Random(1);
    for (int number = 1; number <= 300; number++) {
      insert(number, random.nextDouble(), random.nextDouble());
    }
    assertThat(jdbc.sql("select count(*) from frontier_candidate").query(Integer.class).single())
        .isEqualTo(front().size())
        .isLessThan(40);
  }

  @Test
  void an_audit_changes_the_version_and_nothing_else_of_it() {
    insert(1, 1, 0.5);
    String before = frontiers.version(List.of(sweep));
    assertThat(frontiers.version(List.of(sweep))).isEqualTo(before);

    jdbc.sql(
            """
            insert into audit_finding (trial_id, rule, rule_version, verdict) select id, 'certified', 1, 'PASS' from trial
            """)
        .update();

    assertThat(frontiers.version(List.of(sweep))).isNotEqualTo(before);
  }

  private void store(int first, ConcurrentLinkedQueue<Frontier.Point> committed) {
    var random = new Random(first);
    for (int i = 1; i <= EACH; i++) {
      int number = first + i;
      double bound = random.nextInt(12);
      double accuracy = Math.clamp(bound / 16 + random.nextInt(5) / 16.0, 0, 1);
      boolean keep = random.nextInt(4) > 0;
      transaction.executeWithoutResult(
          status -> {
            insert(number, bound, accuracy);
            if (!keep) {
              status.setRollbackOnly();
            }
          });
      if (keep) {
        committed.add(new Frontier.Point(bound, accuracy, number));
      }
    }
  }

  private List<Integer> front() {
    return frontiers.frontier(FrontierQuery.of(sweep, "certified")).getFirst().points().stream()
        .map(FrontierPoint::number)
        .toList();
  }

  private void insert(int number, double bound, double accuracy) {
    jdbc.sql(
            """
            insert into trial (id, sweep_id, configuration_id, seed, number, state, finished_at, accuracy, loss, log10_bound, bound_kind, bound_rule)
            select :id, :sweep, id, :number, :number, 'COMPLETED', now(), :accuracy, 1, :bound, 'FINITE', 'certified' from configuration
            """)
        .param("id", UuidV7.next())
        .param("sweep", sweep)
        .param("number", number)
        .param("accuracy", accuracy)
        .param("bound", bound)
        .update();
  }
}
