package dev.lipsweep.domain.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.domain.frontier.BoundRange;
import dev.lipsweep.domain.frontier.Frontier;
import dev.lipsweep.domain.frontier.Hypervolume;
import dev.lipsweep.domain.recipe.Configuration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hipparchus.random.SobolSequenceGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProposalsTest {
  static Stream<SearchMethod> methods() {
    return Arrays.stream(SearchMethod.values()).filter(method -> method != SearchMethod.GRID);
  }

  private static Search search(SearchMethod method, int points, long seed) {
    return new Search(method, points, Math.min(points, 8), seed);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void the_same_seed_gives_the_same_points_and_another_seed_others(SearchMethod method) {
    DrawnSpace space = Spaces.of(Spaces.RANGES);
    List<Configuration> points = Spaces.run(search(method, 20, 1), space, 1);
    assertThat(points).hasSize(20).doesNotHaveDuplicates();
    assertThat(Spaces.run(search(method, 20, 1), space, 1)).isEqualTo(points);
    assertThat(Spaces.run(search(method, 20, 2), space, 1)).isNotEqualTo(points);
  }

  @ParameterizedTest
  @MethodSource("methods")
  void every_point_of_a_grid_is_proposed_once_and_none_that_the_recipe_refuses(
      SearchMethod method) {
    for (int atOnce : new int[] {1, 5}) {
      List<Configuration> points =
          Spaces.run(search(method, 1000, 3), Spaces.of(Spaces.GRID), atOnce);
      assertThat(points).hasSize(Spaces.GRID_POINTS).doesNotHaveDuplicates();
      assertThat(points)
          .noneMatch(
              p ->
                  p.choice("optimizer").equals("adamw")
                      && p.choice("constraint").equals("spectral_soft_cap"));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void drawn_numbers_lie_in_their_ranges_and_whole_ones_are_whole(SearchMethod method) {
    for (Configuration point : Spaces.run(search(method, 30, 4), Spaces.of(Spaces.RANGES), 3)) {
      assertThat(point.real("sigmaMax")).isBetween(1.0, 8.0);
      assertThat(point.parameters().get("steps")).isInstanceOf(Long.class);
      assertThat(point.whole("steps")).isBetween(10L, 1000L);
    }
  }

  @Test
  void draws_do_not_depend_on_how_many_are_asked_for_at_once() {
    DrawnSpace space = Spaces.of(Spaces.RANGES);
    for (SearchMethod method : List.of(SearchMethod.RANDOM, SearchMethod.SOBOL)) {
      assertThat(Spaces.run(search(method, 50, 5), space, 7))
          .isEqualTo(Spaces.run(search(method, 50, 5), space, 1));
    }
  }

  @Test
  void these_points_are_the_same_on_every_machine() {
    Configuration first =
        Spaces.run(search(SearchMethod.SOBOL, 1, 6), Spaces.of(Spaces.RANGES), 1).getFirst();
    assertThat(first.parameters())
        .containsEntry("sigmaMax", 1.124)
        .containsEntry("learningRate", 0.01626);
  }

  @Test
  void a_sobol_sequence_fills_each_half_quarter_and_eighth_evenly() {
    Sequence sequence = Sequence.sobol(7, 3);
    double[] shift = sequence.at(0);
    var plain = new SobolSequenceGenerator(3);
    for (int i = 0; i < 64; i++) {
      double[] theirs = plain.nextVector();
      double[] ours = sequence.at(i);
      for (int side = 0; side < 3; side++) {
        double moved = theirs[side] + shift[side];
        assertThat(ours[side]).isCloseTo(moved >= 1 ? moved - 1 : moved, within(1e-12));
      }
    }
  }

  @Test
  void a_search_for_the_frontier_finds_more_of_it_than_draws_do() {
    double frontier = meanVolume(SearchMethod.FRONTIER);
    assertThat(frontier).isGreaterThan(meanVolume(SearchMethod.RANDOM));
    assertThat(frontier).isGreaterThan(meanVolume(SearchMethod.SOBOL));
    assertThat(meanVolume(SearchMethod.NSGA)).isGreaterThan(meanVolume(SearchMethod.RANDOM));
  }

  private static double meanVolume(SearchMethod method) {
    return IntStream.range(0, 10)
        .mapToDouble(
            seed -> volume(Spaces.run(search(method, 24, seed), Spaces.of(Spaces.RANGES), 1)))
        .average()
        .orElseThrow();
  }

  private static double volume(List<Configuration> points) {
    var reference = new Hypervolume(new BoundRange(-.5, 3), .1);
    return reference.of(
        IntStream.range(0, points.size())
            .mapToObj(
                i -> {
                  Observation result = Spaces.train(points.get(i));
                  return new Frontier.Point(result.log10Bound(), result.accuracy(), i);
                })
            .toList());
  }

  @Test
  void a_proposal_says_what_it_expects_with_its_uncertainty() {
    DrawnSpace space = Spaces.of(Spaces.RANGES);
    List<Configuration> first = Spaces.run(search(SearchMethod.SOBOL, 12, 8), space, 1);
    var known =
        new Known(
            first.stream().map(Spaces::train).toList(),
            List.of(),
            12,
            0,
            hashes -> java.util.Set.of());
    Proposal proposal = Proposals.next(search(SearchMethod.FRONTIER, 20, 8), space, known, 1);
    assertThat(proposal.reason())
        .matches(".*expected log10 bound -?[\\d.]+ \\+- [\\d.]+, accuracy .*");
  }

  @Test
  void a_pending_point_keeps_its_neighbourhood_from_being_proposed_again() {
    DrawnSpace space = Spaces.of(Spaces.RANGES);
    List<Configuration> first = Spaces.run(search(SearchMethod.SOBOL, 12, 9), space, 1);
    List<Observation> results = first.stream().map(Spaces::train).toList();
    Search frontier = search(SearchMethod.FRONTIER, 20, 9);
    var alone = new Known(results, List.of(), 12, 0, hashes -> java.util.Set.of());
    Configuration best = Proposals.next(frontier, space, alone, 1).points().getFirst();
    var pending = new Known(results, List.of(best), 13, 0, hashes -> java.util.Set.of(best.hash()));
    Configuration next = Proposals.next(frontier, space, pending, 1).points().getFirst();
    double[] apart =
        Features.squared(
            Features.of(List.of(best, next, first.getFirst(), first.getLast())).of(best),
            Features.of(List.of(best, next, first.getFirst(), first.getLast())).of(next));
    assertThat(Arrays.stream(apart).sum()).isGreaterThan(1e-3);
  }
}
