package dev.lipsweep.persistence.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.trial.TrialState;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.persistence.DatabaseTest;
import dev.lipsweep.persistence.trial.Trial;
import dev.lipsweep.persistence.trial.TrialOrder;
import dev.lipsweep.persistence.trial.TrialQueries;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The sums that SQL makes, against the same sums over every trial. */
class CellsTest extends DatabaseTest {
  @Autowired SweepAxes axes;
  @Autowired Cells cells;
  @Autowired Samples samples;
  @Autowired TrialQueries trials;

  private static Map<String, Object> tree() {
    return Map.of(
        "name",
        "cells",
        "recipe",
        "text-tiny",
        "seeds",
        2,
        "steps",
        100,
        "logitScale",
        List.of(1, 8),
        "space",
        List.of(
            Map.of(
                "optimizer",
                "muon",
                "constraint",
                "spectral_normalize",
                "sigmaMax",
                List.of(1, 1.5, 10),
                "learningRate",
                0.1),
            Map.of(
                "optimizer",
                "adamw",
                "constraint",
                "none",
                "learningRate",
                Map.of("log", List.of(0.0001, 1), "points", 50))));
  }

  @Test
  void a_varying_parameter_is_an_axis_with_its_values_or_with_intervals() {
    UUID sweep = sweeps.sweep(tree());
    assertThat(axes.of(sweep))
        .extracting(SweepAxis::name)
        .containsExactly("constraint", "learningRate", "logitScale", "optimizer", "sigmaMax");
    SweepAxis sigma = axes.named(sweep, "sigmaMax").orElseThrow();
    assertThat(sigma.logarithmic()).isTrue();
    assertThat(sigma.levels())
        .extracting(level -> ((Number) Objects.requireNonNull(level.value())).doubleValue())
        .containsExactly(1.0, 1.5, 10.0);
    SweepAxis rate = axes.named(sweep, "learningRate").orElseThrow();
    assertThat(rate.levels()).hasSize(SweepAxes.BINS);
    assertThat(rate.levels().getFirst().low()).isEqualTo(0.0001);
    assertThat(rate.levels().getLast().high()).isEqualTo(1.0);
    assertThat(axes.named(sweep, "steps")).isEmpty();
  }

  @Test
  void every_cell_sums_up_just_its_own_trials() {
    UUID sweep = sweeps.sweep(tree());
    run(sweep, 60, RandomGenerator.of("L64X128MixRandom"));
    for (String y : List.of("logitScale", "optimizer")) {
      for (CellMetric metric : CellMetric.values()) {
        CellGrid grid = grid(sweep, "sigmaMax", y, metric, Map.of());
        assertThat(grid.cells()).isNotEmpty();
        grid.cells().forEach(cell -> check(sweep, grid, cell));
        assertThat(grid.outside() + grid.cells().stream().mapToInt(Cell::trials).sum())
            .isEqualTo(all(sweep).size());
      }
    }
  }

  @Test
  void intervals_hold_every_trial_once() {
    UUID sweep = sweeps.sweep(tree());
    run(sweep, 40, RandomGenerator.of("L64X128MixRandom"));
    CellGrid grid =
        grid(
            sweep, "learningRate", "logitScale", CellMetric.ACCURACY, Map.of("optimizer", "adamw"));
    assertThat(grid.cells().stream().mapToInt(Cell::trials).sum()).isEqualTo(200);
    for (Cell cell : grid.cells()) {
      var level = grid.x().levels().get(cell.x());
      double low = Objects.requireNonNull(level.low());
      double high = Objects.requireNonNull(level.high());
      long inside =
          all(sweep).stream()
              .filter(t -> t.parameters().get("optimizer").equals("adamw"))
              .filter(t -> matches(t, grid.y(), cell.y()))
              .mapToDouble(t -> (double) t.parameters().get("learningRate"))
              .filter(rate -> rate >= low * (1 - 1e-12))
              .filter(rate -> rate < high * (1 - 1e-12) || cell.x() == SweepAxes.BINS - 1)
              .count();
      assertThat((long) cell.trials()).isEqualTo(inside);
    }
  }

  @Test
  void a_sample_is_even_over_the_ranks_and_holds_the_frontier() {
    UUID sweep = sweeps.sweep(tree());
    run(sweep, 100, RandomGenerator.of("L64X128MixRandom"));
    List<Trial> completed =
        all(sweep).stream().filter(t -> t.state() == TrialState.COMPLETED).toList();
    assertThat(samples.of(sweep, 1000).trials()).hasSameSizeAs(completed);

    Sample some = samples.of(sweep, 20);
    assertThat(some.total()).isEqualTo(completed.size());
    assertThat(some.trials())
        .isSortedAccordingTo(Comparator.comparingDouble(SampledTrial::accuracy))
        .filteredOn(SampledTrial::onFrontier)
        .hasSameSizeAs(completed.stream().filter(Trial::onFrontier).toList());
    assertThat(some.trials().stream().filter(t -> !t.onFrontier()).count()).isBetween(10L, 20L);
  }

  private CellGrid grid(
      UUID sweep, String x, String y, CellMetric metric, Map<String, Object> where) {
    return cells.of(
        sweep,
        axes.named(sweep, x).orElseThrow(),
        axes.named(sweep, y).orElseThrow(),
        metric,
        where);
  }

  private void check(UUID sweep, CellGrid grid, Cell cell) {
    List<Trial> own =
        all(sweep).stream()
            .filter(t -> matches(t, grid.x(), cell.x()) && matches(t, grid.y(), cell.y()))
            .toList();
    assertThat(cell.trials()).isEqualTo(own.size());
    assertThat((long) cell.diverged())
        .isEqualTo(own.stream().filter(t -> t.state() == TrialState.INFEASIBLE).count());
    List<Trial> done = own.stream().filter(t -> t.state() == TrialState.COMPLETED).toList();
    assertThat(cell.completed()).isEqualTo(done.size());
    double[] values = done.stream().mapToDouble(t -> value(t, grid.metric())).toArray();
    if (values.length == 0) {
      assertThat(cell.mean()).isNull();
      assertThat(cell.bestTrialId()).isNull();
      return;
    }
    assertThat(cell.mean())
        .isCloseTo(java.util.Arrays.stream(values).average().orElseThrow(), within(1e-12));
    assertThat(cell.low()).isEqualTo(java.util.Arrays.stream(values).min().orElseThrow());
    assertThat(cell.high()).isEqualTo(java.util.Arrays.stream(values).max().orElseThrow());
    double sign = grid.metric() == CellMetric.ACCURACY ? -1 : 1;
    Trial best =
        done.stream()
            .min(
                Comparator.<Trial>comparingDouble(t -> sign * value(t, grid.metric()))
                    .thenComparing(Trial::number))
            .orElseThrow();
    assertThat(cell.bestTrialId()).isEqualTo(best.id());
    assertThat(cell.bestTrialNumber()).isEqualTo(best.number());
  }

  private static boolean matches(Trial trial, SweepAxis axis, int level) {
    Object wanted = axis.levels().get(level).value();
    Object own = trial.parameters().get(axis.name());
    return own instanceof Number n && wanted instanceof Number w
        ? n.doubleValue() == w.doubleValue()
        : Objects.equals(own, wanted);
  }

  private static double value(Trial trial, CellMetric metric) {
    return switch (metric) {
      case ACCURACY -> Objects.requireNonNull(trial.accuracy());
      case LOSS -> Objects.requireNonNull(trial.loss());
      case BOUND -> Objects.requireNonNull(trial.bound()).log10();
    };
  }

  private List<Trial> all(UUID sweep) {
    return trials.page(sweep, TrialOrder.NUMBER, null, null, 1000).items();
  }

  /** Most of these trials are completed, every ninth diverges. */
  private void run(UUID sweep, int count, RandomGenerator random) {
    UUID worker = sweeps.worker("w");
    List<Lease> leases =
        IntStream.range(0, count / 4).boxed().flatMap(i -> claimAndEnd(worker, random)).toList();
    assertThat(leases).hasSize(count / 4 * 4);
  }

  private Stream<Lease> claimAndEnd(UUID worker, RandomGenerator random) {
    List<Lease> leases = sweeps.claim(worker, 4);
    leases.forEach(
        lease -> {
          if (lease.trialNumber() % 9 == 0) {
            sweeps.end(lease, new Outcome.Infeasible(10, "NaN", "loss NaN"));
          } else {
            sweeps.complete(
                lease,
                LogBound.ofLog10(random.nextDouble(0, 5)),
                Math.round(20 * random.nextDouble()) / 20.0);
          }
        });
    return leases.stream();
  }
}
