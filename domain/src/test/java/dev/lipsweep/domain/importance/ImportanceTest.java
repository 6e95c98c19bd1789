package dev.lipsweep.domain.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImportanceTest {
  private static final List<Object> METHODS = List.of("adamw", "muon", "sgd");
  private static final List<Object> CAPS = List.of(1.0, 2.0, 4.0, 8.0);
  private static final List<Object> RATES = List.of(.1, .3, .5);

  /** Every combination, once. */
  private static List<Map<String, Object>> grid() {
    var grid = new ArrayList<Map<String, Object>>();
    for (Object method : METHODS) {
      for (Object cap : CAPS) {
        for (Object rate : RATES) {
          grid.add(Map.of("optimizer", method, "sigmaMax", cap, "learningRate", rate));
        }
      }
    }
    return grid;
  }

  private static double[] values(
      List<Map<String, Object>> grid, ToDoubleFunction<Map<String, Object>> objective) {
    return grid.stream().mapToDouble(objective).toArray();
  }

  private static double real(Map<String, Object> configuration, String name) {
    return (double) configuration.get(name);
  }

  @Test
  void a_tree_that_knows_the_whole_grid_has_the_shares_of_the_definition() {
    List<Map<String, Object>> grid = grid();
    var random = new Random(3);
    for (int round = 0; round < 20; round++) {
      double[] values = random.doubles(grid.size()).toArray();
      List<Levels> parameters = Levels.varying(grid);
      int[] all = IntStream.range(0, grid.size()).toArray();
      List<Tree.Leaf> leaves = Tree.grow(parameters, values, all, 1, grid.size());
      VarianceShares shares = VarianceShares.of(leaves, parameters);
      for (int p = 0; p < parameters.size(); p++) {
        String name = parameters.get(p).parameter();
        List<String> others =
            parameters.stream().map(Levels::parameter).filter(n -> !n.equals(name)).toList();
        double variance = varianceOfMeans(grid, values, List.of(name), others);
        assertThat(shares.main(p))
            .isCloseTo(varianceOfMeans(grid, values, List.of(name)) / variance, within(1e-12));
        assertThat(shares.total(p))
            .isCloseTo(1 - varianceOfMeans(grid, values, others) / variance, within(1e-12));
      }
    }
  }

  /** The variance of what is left of the objective when all but these parameters are averaged. */
  @SafeVarargs
  private static double varianceOfMeans(
      List<Map<String, Object>> grid, double[] values, List<String>... names) {
    var cells = new TreeMap<String, List<Double>>();
    for (int i = 0; i < values.length; i++) {
      var cell = new StringBuilder();
      for (List<String> some : names) {
        for (String name : some) {
          cell.append(grid.get(i).get(name)).append(' ');
        }
      }
      cells.computeIfAbsent(cell.toString(), c -> new ArrayList<>()).add(values[i]);
    }
    double mean = IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElse(0);
    return cells.values().stream()
        .mapToDouble(c -> Math.pow(c.stream().mapToDouble(v -> v).average().orElse(0) - mean, 2))
        .average()
        .orElse(0);
  }

  @Test
  void what_does_not_matter_explains_nothing_and_an_interaction_shows_in_the_total_only() {
    List<Map<String, Object>> grid =
        Stream.generate(ImportanceTest::grid).limit(3).flatMap(List::stream).toList();
    double[] values =
        values(
            grid,
            c -> {
              double sign = c.get("optimizer").equals("muon") ? 1 : -.5;
              return sign * Math.log(real(c, "sigmaMax") / Math.sqrt(8));
            });
    Importance importance = Importance.of(grid, values);
    assertThat(importance.fit()).isGreaterThan(.8);
    Importance.Share first = importance.parameters().getFirst();
    assertThat(first.parameter()).isEqualTo("sigmaMax");
    Importance.Share method = share(importance, "optimizer");
    assertThat(method.main()).isLessThan(.1);
    assertThat(method.total()).isGreaterThan(.7);
    assertThat(share(importance, "learningRate").total()).isLessThan(.05);
  }

  @Test
  void noise_has_no_fit() {
    var random = new Random(5);
    Importance importance = Importance.of(grid(), random.doubles(grid().size()).toArray());
    assertThat(importance.fit()).isLessThan(.2);
  }

  @Test
  void an_absent_parameter_is_a_level_and_many_values_share_levels() {
    var configurations = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < 500; i++) {
      configurations.add(i % 5 == 0 ? Map.of() : Map.of("learningRate", i * .01, "steps", 7L));
    }
    double[] values = IntStream.range(0, 500).mapToDouble(i -> i % 5 == 0 ? 1 : 0).toArray();
    List<Levels> levels = Levels.varying(configurations);
    assertThat(levels).extracting(Levels::parameter).containsExactly("learningRate", "steps");
    assertThat(levels.getFirst().weights().length).isBetween(50, 64);
    assertThat(levels.getFirst().weights()[0]).isCloseTo(.2, within(1e-9));
    assertThat(Importance.of(configurations, values).fit()).isGreaterThan(.99);
  }

  @Test
  void values_that_are_all_the_same_give_no_parameter_a_share() {
    Importance importance = Importance.of(grid(), new double[grid().size()]);
    assertThat(importance.fit()).isZero();
    assertThat(importance.parameters()).allMatch(share -> share.total() == 0);
  }

  @Test
  void a_handful_of_results_says_nothing() {
    assertThatThrownBy(() -> Importance.of(grid().subList(0, 7), new double[7]))
        .hasMessageContaining("8 at least");
  }

  private static Importance.Share share(Importance importance, String parameter) {
    return importance.parameters().stream()
        .filter(share -> share.parameter().equals(parameter))
        .findFirst()
        .orElseThrow();
  }
}
