package dev.lipsweep.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.search.Search;
import dev.lipsweep.domain.search.SearchMethod;
import dev.lipsweep.domain.simulation.Policy;
import dev.lipsweep.domain.simulation.PolicyTrial;
import dev.lipsweep.domain.simulation.Recording;
import dev.lipsweep.domain.stopping.Stopping;
import dev.lipsweep.domain.stopping.StoppingRule;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is promised of searches and stopping, on sweeps that were trained for it. */
class RecordedSearchTest {
  private static final int SWEEPS = 20;

  static List<String> recipes() {
    return Recordings.RECIPES;
  }

  private static PolicyTrial run(Recording recording, SearchMethod method, StoppingRule rule) {
    int all = recording.configurations();
    int points = method == SearchMethod.GRID ? all : Math.ceilDiv(all, 3);
    return PolicyTrial.run(
        recording,
        new Policy(
            new Search(method, points, Math.max(8, points / 4), 0),
            Stopping.of(rule, recording.recipe()),
            2),
        SWEEPS);
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void a_search_with_stopping_finds_95_percent_of_the_volume_for_a_quarter_of_the_compute(
      String recipe) throws IOException {
    Recording recording = Recordings.of(recipe);
    PolicyTrial found = run(recording, SearchMethod.FRONTIER, StoppingRule.PARETO_ASHA);
    assertThat(found.volumeAtQuarter()).isGreaterThan(.95);
    assertThat(found.computeFor95()).isLessThan(.25);
    assertThat(found.volumeAtQuarter())
        .isGreaterThan(run(recording, SearchMethod.RANDOM, StoppingRule.NONE).volumeAtQuarter())
        .isGreaterThan(run(recording, SearchMethod.SOBOL, StoppingRule.NONE).volumeAtQuarter());
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void stopping_costs_less_than_2_percent_of_the_volume_and_no_more_of_the_frontier_than_its_risk(
      String recipe) throws IOException {
    PolicyTrial stopped = run(Recordings.of(recipe), SearchMethod.GRID, StoppingRule.PARETO_ASHA);
    assertThat(stopped.volume()).isGreaterThan(.98);
    assertThat(stopped.compute()).isLessThan(1);
    assertThat((double) stopped.stoppedOfFrontier() / stopped.ofFrontier())
        .isLessThanOrEqualTo(Stopping.RISK);
  }
}
