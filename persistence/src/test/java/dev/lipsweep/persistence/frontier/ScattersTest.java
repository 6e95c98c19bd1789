package dev.lipsweep.persistence.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.persistence.DatabaseTest;
import dev.lipsweep.persistence.UuidV7;
import dev.lipsweep.persistence.frontier.Scatter.Cell;
import dev.lipsweep.persistence.frontier.Scatter.Dot;
import dev.lipsweep.persistence.frontier.Scatter.Group;
import dev.lipsweep.persistence.frontier.Scatter.Range;
import dev.lipsweep.persistence.frontier.Scatter.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is sent for a picture stands for all results, each once. */
class ScattersTest extends DatabaseTest {
  private static final List<String> OPTIMIZERS = List.of("adamw", "muon", "sgd");
  private static final int RATES = 30;

  /**
   * @param bound null for an unknown one
   * @param accuracy null for a trial that diverged
   */
  private record Row(String optimizer, int rate, Double bound, Double accuracy) {
    boolean isPlaced() {
      return accuracy != null && bound != null && Double.isFinite(bound);
    }
  }

  @Autowired Scatters scatters;

  private UUID sweep;
  private List<Row> rows;

  @BeforeEach
  void results() {
    sweep = sweeps.sweep("scatter", 1);
    jdbc.sql("delete from trial").update();
    jdbc.sql(
            """
            insert into configuration (hash, recipe, recipe_version, parameters)
            select lpad(to_hex(1000 * o.n + r), 64, 'f'), 'text-tiny', 1,
                   jsonb_build_object('optimizer', o.optimizer, 'learningRate', r / 10.0)
            from unnest(:optimizers) with ordinality o(optimizer, n) cross join generate_series(1, :rates) r
            """)
        .param("optimizers", OPTIMIZERS.toArray(String[]::new))
        .param("rates", RATES)
        .update();
    rows = new ArrayList<>();
  }

  @Test
  void few_results_stand_each_for_itself() {
    random(400);
    Scatter scatter = scatters.scatter(query("optimizer"), null, 100, 60);
    assertThat(scatter.cellWidth()).isZero();
    assertThat(scatter.groups()).allSatisfy(group -> assertThat(group.cells()).isEmpty());
    for (Group group : scatter.groups()) {
      Predicate<Row> its = row -> row.optimizer().equals(group.group().get("optimizer"));
      assertThat(points(group.dots())).containsExactlyInAnyOrderElementsOf(points(its));
      assertThat(group.results()).isEqualTo(count(its, row -> row.accuracy() != null));
      assertThat(group.diverged()).isEqualTo(count(its, row -> row.accuracy() == null));
      assertThat(group.unknown())
          .isEqualTo(count(its, row -> row.accuracy() != null && row.bound() == null));
      assertThat(group.infinite())
          .isEqualTo(
              count(
                  its,
                  row ->
                      row.accuracy() != null
                          && Objects.equals(row.bound(), Double.POSITIVE_INFINITY)));
      assertThat(group.infiniteDots()).hasSize((int) Math.min(20, group.infinite()));
      assertThat(group.divergedTrials()).hasSize((int) Math.min(20, group.diverged()));
    }
  }

  @Test
  void many_results_are_counted_where_they_lie() {
    random(4000);
    Scatter scatter = scatters.scatter(query("optimizer"), null, 40, 20);
    assertThat(scatter.window()).isEqualTo(scatter.whole());
    for (Group group : scatter.groups()) {
      assertThat(group.dots()).isEmpty();
      assertThat(group.cells().stream().mapToLong(Cell::count).sum()).isEqualTo(group.inside());
      for (Cell cell : group.cells()) {
        Predicate<Row> inCell =
            row ->
                row.optimizer().equals(group.group().get("optimizer"))
                    && column(scatter, row) == (int) cell.column()
                    && line(scatter, row) == (int) cell.row();
        assertThat(cell.count()).as("%s", cell).isEqualTo(count(Row::isPlaced, inCell));
        double mean = rows.stream().filter(inCell).mapToDouble(Row::bound).average().orElseThrow();
        assertThat((mean - scatter.window().left()) / scatter.cellWidth())
            .isCloseTo(cell.column() + 0.05, within(0.0501));
      }
    }
  }

  @Test
  void a_window_shows_what_is_in_it_and_counts_the_rest() {
    random(4000);
    var window = new Window(1, 2, 0.25, 0.5);
    Scatter scatter = scatters.scatter(query(), window, 40, 20);
    Group all = scatter.groups().getFirst();
    Predicate<Row> isIn =
        row ->
            row.bound() >= 1 && row.bound() <= 2 && row.accuracy() >= 0.25 && row.accuracy() <= 0.5;
    assertThat(points(all.dots())).containsExactlyInAnyOrderElementsOf(points(isIn));
    assertThat(all.inside()).isEqualTo(all.dots().size()).isPositive();
    assertThat(all.results()).isEqualTo(count(row -> row.accuracy() != null, row -> true));
    assertThat(scatter.whole().right()).isGreaterThan(window.right());
  }

  @Test
  void a_grid_of_too_many_cells_is_made_coarser() {
    random(20_000);
    Scatter scatter = scatters.scatter(query(), null, 500, 500);
    List<Cell> cells = scatter.groups().getFirst().cells();
    assertThat(cells).hasSizeBetween(1000, Scatters.MOST_CELLS);
    assertThat(cells.stream().mapToLong(Cell::count).sum())
        .isEqualTo(count(Row::isPlaced, row -> true));
    Window window = scatter.window();
    assertThat(scatter.cellWidth() * 500 / (window.right() - window.left()))
        .isCloseTo(8, within(1e-9));
  }

  @Test
  void a_filter_lets_in_values_however_they_are_written() {
    random(300);
    Scatter scatter =
        scatters.scatter(
            query("optimizer")
                .filter(
                    Map.of(
                        "optimizer", List.of("muon", "sgd"), "learningRate", List.of("0.30", "2"))),
            null,
            10,
            10);
    Predicate<Row> isIn =
        row -> !row.optimizer().equals("adamw") && (row.rate() == 3 || row.rate() == 20);
    assertThat(scatter.groups())
        .extracting(group -> group.group().get("optimizer"))
        .doesNotContain("adamw");
    assertThat(points(scatter.groups().stream().flatMap(g -> g.dots().stream()).toList()))
        .containsExactlyInAnyOrderElementsOf(points(isIn));
  }

  @Test
  void a_number_of_many_values_is_cut_into_ranges() {
    random(3000);
    List<Group> groups = scatters.scatter(query("learningRate"), null, 10, 10).groups();
    assertThat(groups).hasSizeBetween(6, 8);
    for (Group group : groups) {
      assertThat(group.group().get("learningRate")).isInstanceOf(Range.class);
      Range range = (Range) group.group().get("learningRate");
      assertThat(group.results())
          .isEqualTo(
              count(
                  row -> row.accuracy() != null,
                  row -> range.from() <= row.rate() / 10.0 && row.rate() / 10.0 <= range.to()));
    }
  }

  @Test
  void what_has_changed_is_read_anew() {
    for (int n = 1; n <= 40; n++) {
      random(1);
      Group all = scatters.scatter(query(), null, 10, 10).groups().getFirst();
      assertThat(all.results() + all.diverged()).isEqualTo(n);
    }
  }

  @Test
  void without_results_there_is_nothing_to_see() {
    Scatter scatter = scatters.scatter(query("optimizer"), null, 10, 10);
    assertThat(scatter.groups()).isEmpty();
    assertThat(scatter.whole()).isEqualTo(new Window(0, 0, 0, 0));
  }

  private FrontierQuery query(String... by) {
    return FrontierQuery.of(sweep, "certified").by(List.of(by));
  }

  private void random(int size) {
    var random = new Random(rows.size() + 5);
    int first = rows.size() + 1;
    for (int i = 0; i < size; i++) {
      Double bound =
          switch (random.nextInt(20)) {
            case 0 -> null;
            case 1 -> Double.POSITIVE_INFINITY;
            default -> random.nextInt(1, 400) / 100.0;
          };
      rows.add(
          new Row(
              OPTIMIZERS.get(random.nextInt(3)),
              random.nextInt(1, RATES + 1),
              bound,
              random.nextInt(10) == 0 ? null : random.nextInt(1, 1000) / 1000.0));
    }
    store(rows.subList(first - 1, rows.size()), first);
  }

  private void store(List<Row> some, int first) {
    jdbc.sql(
            """
            insert into trial (id, sweep_id, configuration_id, seed, number, state, finished_at, accuracy, loss, log10_bound, bound_kind, bound_rule)
            select cast(g.id as uuid), :sweep, c.id, :first + n, :first + n, case when accuracy is null then 'INFEASIBLE' else 'COMPLETED' end, now(), accuracy, 1,
                   case when accuracy is not null then bound end,
                   case when accuracy is null then null when bound is null then 'UNKNOWN' when bound = 'Infinity' then 'INFINITE' else 'FINITE' end,
                   case when accuracy is not null then 'certified' end
            from unnest(:ids, :optimizers, :rates, cast(:bounds as float8[]), cast(:accuracies as float8[])) with ordinality g(id, optimizer, rate, bound, accuracy, n)
            join configuration c on c.hash = lpad(to_hex(1000 * array_position(:all, g.optimizer) + g.rate), 64, 'f')
            """)
        .param("sweep", sweep)
        .param("first", first)
        .param("all", OPTIMIZERS.toArray(String[]::new))
        .param("ids", some.stream().map(r -> UuidV7.next().toString()).toArray(String[]::new))
        .param("optimizers", some.stream().map(Row::optimizer).toArray(String[]::new))
        .param("rates", some.stream().map(Row::rate).toArray(Integer[]::new))
        .param("bounds", array(some.stream().map(Row::bound).toList()))
        .param("accuracies", array(some.stream().map(Row::accuracy).toList()))
        .update();
  }

  private static String array(List<Double> values) {
    return values.stream()
        .map(value -> Objects.toString(value, "NULL"))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static int column(Scatter scatter, Row row) {
    return row.isPlaced()
        ? Math.min((int) ((row.bound() - scatter.window().left()) / scatter.cellWidth()), 39)
        : -1;
  }

  private static int line(Scatter scatter, Row row) {
    return row.isPlaced()
        ? Math.min((int) ((row.accuracy() - scatter.window().bottom()) / scatter.cellHeight()), 19)
        : -1;
  }

  private long count(Predicate<Row> one, Predicate<Row> other) {
    return rows.stream().filter(one).filter(other).count();
  }

  private List<List<Double>> points(Predicate<Row> condition) {
    return rows.stream()
        .filter(Row::isPlaced)
        .filter(condition)
        .map(row -> List.of(row.bound(), row.accuracy()))
        .toList();
  }

  private static List<List<Double>> points(List<Dot> dots) {
    return dots.stream().map(dot -> List.of(dot.x(), dot.y())).toList();
  }
}
