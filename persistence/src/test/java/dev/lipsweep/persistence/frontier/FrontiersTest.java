package dev.lipsweep.persistence.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.frontier.Frontier;
import dev.lipsweep.persistence.DatabaseTest;
import dev.lipsweep.persistence.UuidV7;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** SQL's frontiers are the domain's, and those are the definition's. */
class FrontiersTest extends DatabaseTest {
  private record Result(int number, int group, Double log10Bound, double accuracy) {}

  private static final List<String> OPTIMIZERS = List.of("adamw", "muon", "sgd");

  @Autowired Frontiers frontiers;

  private UUID sweep;

  @BeforeEach
  void aSweep() {
    sweep = sweeps.sweep("frontier", 1);
    jdbc.sql("delete from trial").update();
    for (String optimizer : OPTIMIZERS) {
      jdbc.sql(
              """
              insert into configuration (hash, recipe, recipe_version, parameters)
              values (:hash, 'text-tiny', 1, jsonb_build_object('optimizer', :optimizer::text, 'sigmaMax', 4))
              """)
          .param("hash", hash(optimizer))
          .param("optimizer", optimizer)
          .update();
    }
  }

  @Test
  void a_thousand_random_sets_have_the_same_frontier_in_sql_and_by_definition() {
    var random = new Random(7);
    for (int set = 0; set < 1000; set++) {
      List<Result> results = random(random, random.nextInt(24));
      store(results);
      List<Integer> expected = expected(results.stream());

      assertThat(
              numbers(
                  frontiers
                      .frontier(FrontierQuery.of(sweep, "certified-quick"))
                      .getFirst()
                      .points()))
          .as("candidates of set %d: %s", set, results)
          .isEqualTo(expected);
      assertThat(frontiers.trialsOnFrontier(sweep)).hasSize(expected.size());
      // the same numbers as another rule, of which no candidates are kept
      assertThat(numbers(frontier("full-matrix", List.of(), Map.of()).getFirst().points()))
          .as("all of set %d: %s", set, results)
          .isEqualTo(expected);
      if (set % 10 == 0) {
        groupsAgree(results);
      }
    }
  }

  private void groupsAgree(List<Result> results) {
    List<FrontierGroup> groups =
        frontier("certified-quick", List.of("optimizer", "absent"), Map.of());
    List<List<Integer>> expected = new ArrayList<>();
    for (int g = 0; g < OPTIMIZERS.size(); g++) {
      int group = g;
      List<Integer> front = expected(results.stream().filter(r -> r.group() == group));
      if (!front.isEmpty()) {
        expected.add(front);
        assertThat(
                numbers(
                    frontier(
                            "certified-quick",
                            List.of(),
                            Map.of(
                                "optimizer",
                                List.of(OPTIMIZERS.get(group)),
                                "sigmaMax",
                                List.of("4.0")))
                        .getFirst()
                        .points()))
            .isEqualTo(front);
      }
    }
    assertThat(groups.stream().map(g -> numbers(g.points())).toList()).isEqualTo(expected);
    assertThat(
            frontier("certified-quick", List.of("optimizer"), Map.of()).stream()
                .map(g -> numbers(g.points()))
                .toList())
        .as("by method, of candidates")
        .isEqualTo(expected);
    assertThat(
            numbers(
                frontier("certified-quick", List.of(), Map.of("optimizer", List.of("muon", "sgd")))
                    .getFirst()
                    .points()))
        .as("of some methods, of candidates")
        .isEqualTo(expected(results.stream().filter(r -> r.group() > 0)));
    assertThat(groups).allSatisfy(g -> assertThat(g.group()).containsEntry("absent", null));
  }

  @Test
  void results_are_every_known_bound_and_nothing_else() {
    store(
        List.of(
            new Result(1, 0, 2.0, 0.4), new Result(2, 1, null, 0.9), new Result(3, 1, 3.0, 0.1)));

    assertThat(numbers(frontiers.results(FrontierQuery.of(sweep, "certified-quick"))))
        .containsExactly(1, 3);
    FrontierPoint point = frontiers.results(FrontierQuery.of(sweep, "certified-quick")).getFirst();
    assertThat(point.parameters())
        .containsEntry("optimizer", "adamw")
        .containsEntry("sigmaMax", 4.0);
    assertThat(point.configurationHash()).isEqualTo(hash("adamw"));
  }

  @Test
  void a_sweep_without_results_has_an_empty_frontier() {
    assertThat(frontiers.frontier(FrontierQuery.of(sweep, "certified-quick")))
        .containsExactly(new FrontierGroup(Map.of(), List.of()));
    assertThat(frontier("certified-quick", List.of("optimizer"), Map.of())).isEmpty();
  }

  private List<FrontierGroup> frontier(
      String rule, List<String> by, Map<String, List<String>> filter) {
    return frontiers.frontier(FrontierQuery.of(sweep, rule).by(by).filter(filter));
  }

  /** Few distinct values, so that ties and duplicates are many; infinities and unknown bounds. */
  private static List<Result> random(Random random, int size) {
    var results = new ArrayList<Result>();
    for (int i = 1; i <= size; i++) {
      Double bound =
          switch (random.nextInt(12)) {
            case 0 -> Double.NEGATIVE_INFINITY;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> null;
            case 3, 4 -> random.nextGaussian() * 100;
            default -> (double) random.nextInt(-2, 5);
          };
      double accuracy = random.nextBoolean() ? random.nextInt(6) / 5.0 : random.nextDouble();
      results.add(new Result(i, random.nextInt(OPTIMIZERS.size()), bound, accuracy));
    }
    return results;
  }

  private static List<Integer> expected(Stream<Result> results) {
    List<Frontier.Point> points =
        results
            .filter(r -> r.log10Bound() != null)
            .map(r -> new Frontier.Point(r.log10Bound(), r.accuracy(), r.number()))
            .toList();
    assertThat(Frontier.of(points)).isEqualTo(Frontier.byDefinition(points));
    return Frontier.of(points).stream().map(p -> (int) p.order()).toList();
  }

  private static List<Integer> numbers(List<FrontierPoint> points) {
    return points.stream().map(FrontierPoint::number).toList();
  }

  private void store(List<Result> results) {
    jdbc.sql("delete from certificate").update();
    jdbc.sql("delete from trial").update();
    if (results.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            with given as (
              select cast(id as uuid) as id, hash, bound, accuracy, number,
                     case when bound is null then 'UNKNOWN' when bound = '-Infinity' then 'ZERO' when bound = 'Infinity' then 'INFINITE' else 'FINITE' end as kind
              from unnest(:ids, :hashes, cast(:bounds as float8[]), :accuracies) with ordinality g(id, hash, bound, accuracy, number)
            ), certified as (
              insert into trial (id, sweep_id, configuration_id, seed, number, state, finished_at, accuracy, loss, log10_bound, bound_kind, bound_rule)
              select g.id, :sweep, c.id, number, number, 'COMPLETED', now(), accuracy, 1, bound, kind, 'certified-quick'
              from given g join configuration c on c.hash = g.hash
            )
            insert into certificate (trial_id, rule, rule_version, position, sound, bound_kind, log10_bound, domain, norm_method, slack, checkpoint_sha256, layers, activation_kind)
            select id, 'full-matrix', 1, 0, false, kind, bound, '', '', 0, '', '[]', 'UNKNOWN' from given
            """)
        .param("sweep", sweep)
        .param("ids", results.stream().map(r -> UuidV7.next().toString()).toArray(String[]::new))
        .param(
            "hashes",
            results.stream().map(r -> hash(OPTIMIZERS.get(r.group()))).toArray(String[]::new))
        .param(
            "bounds",
            results.stream()
                .map(r -> Objects.toString(r.log10Bound(), "NULL"))
                .collect(Collectors.joining(",", "{", "}")))
        .param("accuracies", results.stream().mapToDouble(Result::accuracy).toArray())
        .update();
  }

  private static String hash(String optimizer) {
    return "%064x".formatted(OPTIMIZERS.indexOf(optimizer) + 1);
  }
}
