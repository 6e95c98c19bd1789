package dev.lipsweep.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.domain.frontier.Hypervolume;
import dev.lipsweep.domain.frontier.VolumeGrowth;
import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.domain.recipe.Recipes;
import dev.lipsweep.domain.search.Search;
import dev.lipsweep.domain.search.SearchMethod;
import dev.lipsweep.domain.simulation.RecordedTrial.Moment;
import dev.lipsweep.domain.stopping.Stopping;
import dev.lipsweep.domain.stopping.StoppingRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SimulatorTest {
  private static final Recording RECORDING = recording();

  /** 200 trials; two of five methods are never on the frontier, and it shows early. */
  private static Recording recording() {
    var random = new Random(61);
    var trials = new ArrayList<RecordedTrial>();
    for (String method :
        List.of(
            "spectral_soft_cap",
            "spectral_normalize",
            "stiefel",
            "svd_clamp",
            "spectral_hard_cap")) {
      for (int cap = 1; cap <= 8; cap++) {
        for (double rate : new double[] {.1, .2, .4, .8, 1.6}) {
          Configuration configuration =
              Recipes.TEXT_TINY.configuration(
                  Map.of(
                      "optimizer",
                      "muon",
                      "constraint",
                      method,
                      "sigmaMax",
                      cap,
                      "learningRate",
                      rate,
                      "steps",
                      100));
          double bad = method.startsWith("s") && method.length() < 10 ? .15 : 0;
          double off = Math.log(rate / .4);
          double end = .25 + .03 * cap - .03 * off * off - bad + .002 * random.nextGaussian();
          double bound = 3 * Math.log10(cap) + .1 * off;
          var curve = new ArrayList<Moment>();
          for (int step = 10; step <= 100; step += 10) {
            double share = 1 - Math.exp(-step / 25.0);
            curve.add(new Moment(step, Math.max(0, end * share), bound - .3 * (1 - share)));
          }
          boolean diverges = rate == 1.6 && cap == 8;
          trials.add(
              new RecordedTrial(
                  configuration, 0, 100, diverges ? curve.subList(0, 2) : curve, !diverges));
        }
      }
    }
    return new Recording("text-tiny", 1, trials);
  }

  private static Policy policy(SearchMethod method, StoppingRule rule) {
    int points = method == SearchMethod.GRID ? 200 : 50;
    return new Policy(
        new Search(method, points, Math.min(points, 12), 0), Stopping.of(rule, "text-tiny"), 3);
  }

  @Test
  void a_grid_without_stopping_finds_everything_and_costs_everything() {
    SimulatedSweep sweep =
        Simulator.run(RECORDING, policy(SearchMethod.GRID, StoppingRule.NONE), 1);
    assertThat(sweep.volume()).isCloseTo(1, within(1e-12));
    assertThat(sweep.compute()).isCloseTo(1, within(1e-12));
    assertThat(sweep.trials()).isEqualTo(200);
    assertThat(sweep.stops()).isEmpty();
    assertThat(sweep.growth().steps()).isEqualTo(sweep.grid().steps());
  }

  @Test
  void every_search_with_every_rule_gives_the_same_sweep_for_the_same_seed() {
    for (SearchMethod method : SearchMethod.values()) {
      for (StoppingRule rule : StoppingRule.values()) {
        SimulatedSweep sweep = Simulator.run(RECORDING, policy(method, rule), 7);
        assertThat(Simulator.run(RECORDING, policy(method, rule), 7)).isEqualTo(sweep);
        assertThat(sweep.volume()).as("%s %s", method, rule).isBetween(.3, 1.0000001);
        assertThat(sweep.trials()).isEqualTo(policy(method, rule).search().isGrid() ? 200 : 50);
        assertThat(sweep.stops().isEmpty())
            .isEqualTo(rule == StoppingRule.NONE || sweep.compute() == sweep.trials() / 200.0);
      }
    }
  }

  @Test
  void pareto_asha_saves_compute_and_stops_nothing_of_the_frontier_beyond_its_risk() {
    PolicyTrial stopped =
        PolicyTrial.run(RECORDING, policy(SearchMethod.GRID, StoppingRule.PARETO_ASHA), 10);
    assertThat(stopped.compute()).isLessThan(.85);
    assertThat(stopped.volume()).isGreaterThan(.98);
    assertThat((double) stopped.stoppedOfFrontier() / stopped.ofFrontier())
        .isLessThanOrEqualTo(Stopping.RISK);
  }

  @Test
  void rules_that_look_at_accuracy_alone_lose_the_small_bounds() {
    PolicyTrial asha = PolicyTrial.run(RECORDING, policy(SearchMethod.GRID, StoppingRule.ASHA), 3);
    PolicyTrial pareto =
        PolicyTrial.run(RECORDING, policy(SearchMethod.GRID, StoppingRule.PARETO_ASHA), 3);
    assertThat(asha.volume()).isLessThan(pareto.volume());
    assertThat(asha.stoppedOfFrontier()).isPositive();
  }

  @Test
  void a_search_for_the_frontier_finds_it_for_a_quarter_of_the_compute() {
    PolicyTrial found =
        PolicyTrial.run(RECORDING, policy(SearchMethod.FRONTIER, StoppingRule.PARETO_ASHA), 10);
    PolicyTrial drawn =
        PolicyTrial.run(RECORDING, policy(SearchMethod.RANDOM, StoppingRule.NONE), 10);
    assertThat(found.volumeAtQuarter()).isGreaterThan(.95);
    assertThat(found.volumeAtQuarter()).isGreaterThan(drawn.volumeAtQuarter());
  }

  @Test
  void a_recording_grows_to_the_volume_of_its_frontier() {
    Hypervolume reference = RECORDING.reference().orElseThrow();
    VolumeGrowth growth = VolumeGrowth.of(RECORDING.spent(), reference);
    assertThat(growth.volume())
        .isCloseTo(reference.of(Recording.front(RECORDING.trials())), within(1e-12));
    assertThat(growth.steps())
        .isEqualTo(RECORDING.trials().stream().mapToLong(trial -> trial.last().step()).sum());
    RecordedTrial first = RECORDING.trials().getFirst();
    var diverged = new RecordedTrial(first.configuration(), 0, 100, first.curve(), false);
    assertThat(new Recording("text-tiny", 1, List.of(diverged)).reference()).isEmpty();
  }

  @Test
  void a_recording_is_the_same_when_it_is_read_again() {
    String text = RecordingText.write(RECORDING);
    assertThat(RecordingText.write(RecordingText.read(text.lines().toList()))).isEqualTo(text);
  }

  /** Else a search would look in it for points that it does not have. */
  @Test
  void a_recording_from_before_a_parameter_has_its_default() {
    String text = RecordingText.write(RECORDING);
    String older = text.replace("\ttemperature=1.0", "");
    assertThat(older).isNotEqualTo(text);
    assertThat(RecordingText.write(RecordingText.read(older.lines().toList()))).isEqualTo(text);
  }

  @Test
  void what_is_no_recording_says_where() {
    assertThatThrownBy(() -> RecordingText.read(List.of("name: sweep")))
        .hasMessageContaining("line 1: no recording");
    List<String> lines = new ArrayList<>(RecordingText.write(RECORDING).lines().toList());
    lines.set(1, lines.get(1).replace("sigmaMax", "sigma"));
    assertThatThrownBy(() -> RecordingText.read(lines))
        .hasMessageContaining("lines 2 to 12")
        .hasMessageContaining("no parameter sigma");
  }

  @Test
  void several_seeds_of_a_configuration_are_picked_in_turn() {
    var trials = new ArrayList<RecordedTrial>();
    RecordedTrial first = RECORDING.trials().getFirst();
    for (long seed = 0; seed < 3; seed++) {
      trials.add(new RecordedTrial(first.configuration(), seed, 100, first.curve(), true));
    }
    var recording = new Recording("text-tiny", 1, trials);
    assertThat(recording.configurations()).isEqualTo(1);
    assertThat(recording.pick(1).getFirst().seed()).isEqualTo(1);
    assertThat(recording.pick(5).getFirst().seed()).isEqualTo(2);
  }
}
