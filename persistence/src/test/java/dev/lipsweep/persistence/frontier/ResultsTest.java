package dev.lipsweep.persistence.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.frontier.Direction;
import dev.lipsweep.domain.frontier.Evidence;
import dev.lipsweep.domain.frontier.Metric;
import dev.lipsweep.domain.frontier.MetricRange;
import dev.lipsweep.domain.frontier.Objective;
import dev.lipsweep.persistence.DatabaseTest;
import dev.lipsweep.persistence.Jsonb;
import dev.lipsweep.persistence.UuidV7;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Every part of a query against plain Java on random results of two sweeps: what is let in, which
 * values it has, and the frontier by the definition.
 */
class ResultsTest extends DatabaseTest {
  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");
  private static final Metric ROBUST = new Metric("robust/pgd");
  private static final Metric CERTIFIED = Metric.bound("certified");
  private static final Metric FULL = Metric.bound("full-matrix");

  /** A stored trial, with everything that a query can look at. */
  private record Row(
      UUID id,
      UUID sweep,
      int number,
      String optimizer,
      Instant finished,
      boolean sound,
      String verdict,
      Map<Metric, Double> values) {
    double value(Metric metric) {
      return values.getOrDefault(metric, Double.NaN);
    }
  }

  @Autowired Frontiers frontiers;

  private final List<Row> rows = new ArrayList<>();
  private List<UUID> both;

  @BeforeEach
  void results() {
    rows.clear();
    both = List.of(sweeps.sweep("one", 1), sweeps.sweep("two", 1));
    jdbc.sql("delete from trial").update();
    for (String optimizer : List.of("adamw", "muon")) {
      jdbc.sql(
              """
              insert into configuration (hash, recipe, recipe_version, parameters)
              values (repeat(:digit, 64), 'text-tiny', 1, jsonb_build_object('optimizer', :optimizer::text))
              """)
          .param("digit", optimizer.equals("muon") ? "a" : "b")
          .param("optimizer", optimizer)
          .update();
    }
    UUID worker = sweeps.worker("w");
    var random = new Random(11);
    for (int i = 1; i <= 120; i++) {
      store(row(random, both.get(random.nextInt(2)), i), worker);
    }
  }

  @Test
  void any_pair_of_objectives_in_any_direction_has_the_frontier_of_the_definition() {
    List<Metric> metrics =
        List.of(
            CERTIFIED,
            FULL,
            Metric.ACCURACY,
            Metric.LOSS,
            Metric.STEPS,
            Metric.TRAIN_SECONDS,
            ROBUST);
    var random = new Random(3);
    for (int round = 0; round < 60; round++) {
      var shuffled = new ArrayList<>(metrics);
      java.util.Collections.shuffle(shuffled, random);
      List<Objective> objectives =
          shuffled.stream()
              .limit(2)
              .map(m -> new Objective(m, Direction.values()[random.nextInt(2)]))
              .toList();
      FrontierQuery query = query().objectives(objectives).metrics(List.of(ROBUST));

      assertThat(ids(frontiers.frontier(query).getFirst().points()))
          .as("%s", objectives)
          .containsExactlyInAnyOrderElementsOf(front(objectives));
      assertThat(frontiers.results(query))
          .allSatisfy(point -> assertThat(point.metrics()).isEqualTo(valuesOf(point, objectives)));
    }
  }

  @Test
  void each_condition_lets_in_what_it_says() {
    FrontierQuery query = query();
    assertThat(ids(frontiers.results(query))).isEqualTo(ids(row -> true));
    assertThat(ids(frontiers.results(query.evidence(Evidence.CERTIFIED))))
        .isEqualTo(ids(Row::sound));
    assertThat(ids(frontiers.results(query.evidence(Evidence.AUDITED))))
        .isEqualTo(ids(row -> row.sound() && row.verdict().equals("PASS")));
    Instant half = EPOCH.plus(Duration.ofHours(60));
    assertThat(ids(frontiers.results(query.asOf(half))))
        .isEqualTo(ids(row -> !row.finished().isAfter(half)));
    assertThat(
            ids(
                frontiers.results(
                    query.ranges(
                        List.of(
                            new MetricRange(ROBUST, 0.25, null),
                            new MetricRange(Metric.ACCURACY, 0.2, 0.6),
                            new MetricRange(FULL, null, 2.0))))))
        .isEqualTo(
            ids(
                row ->
                    row.value(ROBUST) >= 0.25
                        && row.value(Metric.ACCURACY) >= 0.2
                        && row.value(Metric.ACCURACY) <= 0.6
                        && row.value(FULL) <= 2.0));
    assertThat(ids(frontiers.results(query.filter(Map.of("optimizer", List.of("muon"))))))
        .isEqualTo(ids(row -> row.optimizer().equals("muon")));
    FrontierQuery of = FrontierQuery.of(both.get(1), "certified");
    assertThat(ids(frontiers.results(of))).isEqualTo(ids(row -> row.sweep().equals(both.get(1))));
  }

  @Test
  void a_question_without_a_bound_lets_trials_of_unknown_bound_in() {
    FrontierQuery query =
        query().objectives(List.of(new Objective(Metric.LOSS, Direction.MIN), Objective.ACCURACY));
    assertThat(frontiers.results(query)).hasSize(rows.size());
    assertThat(frontiers.results(query))
        .anySatisfy(point -> assertThat(point.bound()).isEqualTo(LogBound.UNKNOWN));
  }

  private FrontierQuery query() {
    return new FrontierQuery(
        both,
        Objective.usual("certified"),
        List.of(),
        Map.of(),
        List.of(),
        dev.lipsweep.domain.frontier.SeedAggregate.EACH,
        Evidence.ANY,
        null,
        List.of());
  }

  private List<UUID> ids(Predicate<Row> condition) {
    return rows.stream()
        .filter(row -> !Double.isNaN(row.value(CERTIFIED)))
        .filter(condition)
        .sorted(ORDER)
        .map(Row::id)
        .toList();
  }

  private static List<UUID> ids(List<FrontierPoint> points) {
    return points.stream().map(FrontierPoint::trialId).toList();
  }

  private static final Comparator<Row> ORDER =
      Comparator.comparing((Row row) -> row.sweep().toString()).thenComparing(Row::number);

  /** What nothing dominates; of equal ones the first. */
  private List<UUID> front(List<Objective> objectives) {
    List<Row> candidates =
        rows.stream()
            .filter(row -> objectives.stream().noneMatch(o -> Double.isNaN(row.value(o.metric()))))
            .toList();
    return candidates.stream()
        .filter(row -> candidates.stream().noneMatch(other -> dominates(other, row, objectives)))
        .map(Row::id)
        .toList();
  }

  private static boolean dominates(Row a, Row b, List<Objective> objectives) {
    boolean better = false;
    for (Objective objective : objectives) {
      double x = objective.direction().cost(a.value(objective.metric()));
      double y = objective.direction().cost(b.value(objective.metric()));
      if (x > y) {
        return false;
      }
      better |= x < y;
    }
    return better || ORDER.compare(a, b) < 0;
  }

  private Map<Metric, Double> valuesOf(FrontierPoint point, List<Objective> objectives) {
    Row row = rows.stream().filter(r -> r.id().equals(point.trialId())).findFirst().orElseThrow();
    var values = new HashMap<Metric, Double>();
    for (Metric metric :
        java.util.stream.Stream.concat(
                objectives.stream().map(Objective::metric), java.util.stream.Stream.of(ROBUST))
            .toList()) {
      if (!Double.isNaN(row.value(metric))) {
        values.put(metric, row.value(metric));
      }
    }
    return values;
  }

  /** Few distinct values, so that ties are many. */
  private static Row row(Random random, UUID sweep, int number) {
    var values = new HashMap<Metric, Double>();
    values.put(Metric.ACCURACY, random.nextInt(8) / 8.0);
    values.put(Metric.LOSS, random.nextInt(20) / 4.0);
    values.put(Metric.STEPS, (double) random.nextInt(1, 5));
    values.put(Metric.TRAIN_SECONDS, (double) random.nextInt(1, 9));
    if (random.nextInt(5) > 0) {
      values.put(CERTIFIED, (double) random.nextInt(-3, 4));
    }
    if (random.nextInt(5) > 0) {
      values.put(FULL, random.nextInt(9) == 0 ? Double.POSITIVE_INFINITY : random.nextInt(4));
    }
    switch (random.nextInt(6)) {
      case 0 -> {} // not measured
      case 1 -> values.put(ROBUST, Double.POSITIVE_INFINITY);
      default -> values.put(ROBUST, random.nextInt(5) / 4.0);
    }
    return new Row(
        UuidV7.next(),
        sweep,
        number,
        random.nextBoolean() ? "muon" : "adamw",
        EPOCH.plus(Duration.ofHours(number)),
        random.nextBoolean(),
        List.of("PASS", "FAIL", "UNVERIFIABLE").get(random.nextInt(3)),
        values);
  }

  private void store(Row row, UUID worker) {
    rows.add(row);
    Double bound = row.values().get(CERTIFIED);
    jdbc.sql(
            """
            insert into trial (id, sweep_id, configuration_id, seed, number, state, epoch, finished_at, accuracy, loss, log10_bound, bound_kind, bound_rule)
            select :id, :sweep, id, :number, :number, 'COMPLETED', 1, :finished, :accuracy, :loss, :bound, :kind, 'certified'
            from configuration where hash = repeat(:digit, 64)
            """)
        .param("id", row.id())
        .param("sweep", row.sweep())
        .param("number", row.number())
        .param("finished", row.finished().atOffset(ZoneOffset.UTC))
        .param("accuracy", row.value(Metric.ACCURACY))
        .param("loss", row.value(Metric.LOSS))
        .param("bound", bound, java.sql.Types.DOUBLE)
        .param("kind", bound == null ? "UNKNOWN" : "FINITE")
        .param("digit", row.optimizer().equals("muon") ? "a" : "b")
        .update();
    UUID attempt = UuidV7.next();
    jdbc.sql(
            """
            with a as (insert into attempt (id, trial_id, epoch, worker_id, state, finished_at)
                       values (:attempt, :id, 1, :worker, 'COMPLETED', now()))
            insert into result (trial_id, attempt_id, steps, train_seconds, checkpoint_sha256, measures, provenance)
            values (:id, :attempt, :steps, :seconds, '', cast(:measures as jsonb), '{}')
            """)
        .param("attempt", attempt)
        .param("id", row.id())
        .param("worker", worker)
        .param("steps", (long) row.value(Metric.STEPS))
        .param("seconds", row.value(Metric.TRAIN_SECONDS))
        .param("measures", Jsonb.write(measures(row)))
        .update();
    certificate(row, "certified", bound, row.sound());
    certificate(row, "full-matrix", row.values().get(FULL), false);
    jdbc.sql(
            "insert into audit_finding (trial_id, rule, rule_version, verdict) values (:id, 'certified', 1, :verdict)")
        .param("id", row.id())
        .param("verdict", row.verdict())
        .update();
  }

  /** As a trainer's would be stored: what is not finite too. */
  private static Map<String, Double> measures(Row row) {
    Double robust = row.values().get(ROBUST);
    return robust == null ? Map.of(ROBUST.name(), Double.NaN) : Map.of(ROBUST.name(), robust);
  }

  private void certificate(Row row, String rule, Double log10, boolean sound) {
    jdbc.sql(
            """
            insert into certificate (trial_id, rule, rule_version, position, sound, bound_kind, log10_bound, domain, norm_method, slack, checkpoint_sha256, layers, activation_kind)
            values (:id, :rule, 1, 0, :sound, :kind, :bound, '', '', 0, '', '[]', 'UNKNOWN')
            """)
        .param("id", row.id())
        .param("rule", rule)
        .param("sound", sound)
        .param("kind", log10 == null ? "UNKNOWN" : log10.isInfinite() ? "INFINITE" : "FINITE")
        .param("bound", log10, java.sql.Types.DOUBLE)
        .update();
  }
}
