package dev.lipsweep.domain.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.domain.problem.Problem;
import dev.lipsweep.domain.search.Search;
import dev.lipsweep.domain.search.SearchMethod;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionReaderTest {
  private static final Map<String, Object> MUON =
      Map.of(
          "optimizer",
          "muon",
          "constraint",
          List.of("none", "spectral_soft_cap"),
          "sigmaMax",
          List.of(1, 2.5),
          "learningRate",
          0.1);

  @Test
  void a_union_of_grids_becomes_each_configuration_once_with_its_seeds() {
    SweepDefinition sweep =
        DefinitionReader.read(
            Map.of(
                "name",
                "demo",
                "recipe",
                "text-tiny",
                "space",
                List.of(
                    MUON,
                    Map.of(
                        "optimizer",
                        "adamw",
                        "constraint",
                        "weight_decay",
                        "weightDecay",
                        Map.of("log", List.of(0.01, 1), "points", 3),
                        "learningRate",
                        1e-3,
                        "seeds",
                        2)),
                "logitScale",
                List.of(1, 4)));
    // muon: none once (sigmaMax does not matter) and the cap twice; adamw: 3 decays; each with 2
    // logit scales
    assertThat(sweep.points()).hasSize((1 + 2 + 3) * 2);
    assertThat(sweep.trialCount()).isEqualTo(3 * 2 + 3 * 2 * 2);
    assertThat(sweep.points()).extracting(p -> p.configuration().hash()).doesNotHaveDuplicates();
    assertThat(sweep.points().getFirst().configuration().parameters())
        .doesNotContainKeys("sigmaMax", "weightDecay", "coupling", "beta2")
        .containsEntry("beta1", 0.9);
    assertThat(sweep.limits()).isEqualTo(new Limits(2, 3, null, null, null));
    assertThat(sweep.keep()).isEqualTo(new Keep(2, true));
  }

  @Test
  void what_to_keep_is_said_in_numbers_and_a_wrong_word_is_shown() {
    var tree = new HashMap<String, Object>(sweepOf(MUON));
    tree.put("keep", Map.of("checkpoints", 0, "frontier", false));
    assertThat(DefinitionReader.read(tree).keep()).isEqualTo(new Keep(0, false));

    tree.put("keep", Map.of("checkpoints", -1, "frontier", "yes", "everything", true));
    assertThatThrownBy(() -> DefinitionReader.read(tree))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            invalid ->
                assertThat(invalid.problems())
                    .extracting(p -> p.path())
                    .containsExactlyInAnyOrder(
                        "/keep/checkpoints", "/keep/frontier", "/keep/everything"));
  }

  @Test
  void every_problem_is_found_at_once_with_its_place_value_and_fix() {
    List<Problem> problems =
        problems(
            Map.of(
                "name", "",
                "recipe", "text-tiny",
                "space",
                    List.of(
                        Map.of(
                            "optimiser", "muon",
                            "sigmaMax", List.of(1, -1, Double.NaN),
                            "constraint", List.of("none", "tight"),
                            "learningRate", List.of()))));
    assertThat(problems)
        .extracting(Problem::path)
        .containsExactlyInAnyOrder(
            "/name",
            "/space/0/optimiser",
            "/space/0/sigmaMax/1",
            "/space/0/sigmaMax/2",
            "/space/0/constraint/1",
            "/space/0/learningRate");
    assertThat(problems)
        .anySatisfy(p -> assertThat(p.fix()).contains("did you mean 'optimizer'"))
        .anySatisfy(p -> assertThat(p.fix()).contains("a number > 0 and <= 1000000"))
        .anySatisfy(p -> assertThat(p.fix()).contains("spectral_soft_cap"));
  }

  @Test
  void an_unknown_recipe_is_answered_with_those_there_are() {
    assertThat(problems(Map.of("name", "x", "recipe", "gpt5")))
        .singleElement()
        .satisfies(p -> assertThat(p.fix()).contains("text-tiny").contains("cifar-mlp"));
  }

  @Test
  void a_grid_of_a_billion_points_is_refused_without_being_built() {
    List<Integer> thousand = java.util.stream.IntStream.rangeClosed(1, 1000).boxed().toList();
    var block = new HashMap<String, Object>(MUON);
    block.put("sigmaMax", thousand);
    block.put("steps", thousand);
    block.put("batchSize", thousand);
    assertThat(problems(sweepOf(block)))
        .singleElement()
        .satisfies(p -> assertThat(p.message()).contains("too many trials"))
        .satisfies(p -> assertThat(p.value()).isEqualTo("2000000000"));
  }

  @Test
  void the_same_value_twice_in_an_axis_is_refused_even_when_written_differently() {
    var block = new HashMap<String, Object>(MUON);
    block.put("sigmaMax", List.of(4, 4.0));
    assertThat(problems(sweepOf(block)))
        .singleElement()
        .satisfies(p -> assertThat(p.path()).isEqualTo("/space/0/sigmaMax/1"));
  }

  @Test
  void the_same_point_in_two_blocks_is_refused_and_both_blocks_are_named() {
    assertThat(problems(sweepOf(MUON, MUON)))
        .singleElement()
        .satisfies(p -> assertThat(p.path()).isEqualTo("/space/1"))
        .satisfies(p -> assertThat(p.message()).contains("/space/0"));
  }

  @Test
  void a_soft_cap_under_an_optimizer_without_bounded_updates_is_refused() {
    var block = new HashMap<String, Object>(MUON);
    block.put("optimizer", "adamw");
    assertThat(problems(sweepOf(block)))
        .anySatisfy(p -> assertThat(p.message()).contains("guarantee"));
  }

  @Test
  void a_parameter_that_is_needed_but_missing_is_named_with_the_reason() {
    assertThat(
            problems(
                sweepOf(
                    Map.of(
                        "optimizer", "muon",
                        "constraint", "spectral_normalize",
                        "learningRate", 0.1))))
        .singleElement()
        .satisfies(p -> assertThat(p.path()).isEqualTo("/space/0/sigmaMax"))
        .satisfies(p -> assertThat(p.message()).contains("needed with constraint"));
  }

  @Test
  void resources_and_limits_are_read_as_people_write_them() {
    var tree = new HashMap<String, Object>(sweepOf(MUON));
    tree.put(
        "resources", Map.of("device", "cuda", "memory", "4GiB", "labels", Map.of("pool", "a100")));
    tree.put("limits", Map.of("maxConcurrent", 8, "deadline", "1d12h", "compute", "PT40H"));

    SweepDefinition sweep = DefinitionReader.read(tree);

    assertThat(sweep.resources())
        .isEqualTo(new Resources(Resources.DeviceChoice.CUDA, 4L << 30, Map.of("pool", "a100")));
    assertThat(sweep.limits().maxConcurrent()).isEqualTo(8);
    assertThat(sweep.limits().deadline()).isEqualTo(new Deadline.After(Duration.ofHours(36)));
    assertThat(sweep.limits().compute()).isEqualTo(Duration.ofHours(40));
    assertThat(DefinitionReader.read(sweepOf(MUON)).resources()).isEqualTo(Resources.ANY);
  }

  @Test
  void wrong_resources_and_limits_are_named_with_their_places() {
    var tree = new HashMap<String, Object>(sweepOf(MUON));
    tree.put(
        "resources",
        Map.of("device", "gpu", "memory", "much", "gpus", 1, "labels", Map.of("a", List.of())));
    tree.put(
        "limits", Map.of("maxConcurrent", 0, "deadline", "tomorrow", "compute", "-1h", "cost", 3));

    assertThat(problems(tree))
        .extracting(Problem::path)
        .containsExactlyInAnyOrder(
            "/resources/device",
            "/resources/memory",
            "/resources/gpus",
            "/resources/labels/a",
            "/limits/maxConcurrent",
            "/limits/deadline",
            "/limits/compute",
            "/limits/cost");
  }

  @Test
  void wrong_types_anywhere_are_problems_and_not_exceptions() {
    for (Object wrong :
        new Object[] {
          List.of(), Map.of(), "x", -1, new java.math.BigDecimal("1e400"), true, List.of(Map.of())
        }) {
      for (String key :
          List.of(
              "name",
              "space",
              "seeds",
              "resources",
              "limits",
              "keep",
              "priority",
              "weight",
              "search",
              "stopping",
              "racing",
              "reuse",
              "logitScale")) {
        var tree = new HashMap<String, Object>(sweepOf(MUON));
        tree.put(key, wrong);
        try {
          DefinitionReader.read(tree);
        } catch (InvalidInput invalid) {
          assertThat(invalid.problems())
              .isNotEmpty()
              .allSatisfy(p -> assertThat(p.fix()).isNotBlank());
        }
      }
    }
  }

  @Test
  void a_range_keeps_its_ends_and_its_points_are_at_equal_ratios() {
    var block = new HashMap<String, Object>(MUON);
    block.put("learningRate", Map.of("log", List.of(0.1, 0.8), "points", 4));
    block.put("constraint", "none");
    assertThat(DefinitionReader.read(sweepOf(block)).points())
        .extracting(p -> p.configuration().real("learningRate"))
        .containsExactly(0.1, 0.2, 0.4, 0.8);
  }

  @Test
  void a_search_draws_from_ranges_and_has_as_many_trials_as_it_may_train() {
    var block = new HashMap<String, Object>(MUON);
    block.put("learningRate", Map.of("log", List.of(0.1, 0.8)));
    var tree = new HashMap<>(sweepOf(block));
    assertThat(problems(tree))
        .anyMatch(
            p -> p.path().equals("/space/0/learningRate") && p.fix().contains("search: sobol"));
    tree.put("search", Map.of("method", "frontier", "points", 40, "initial", 10));
    tree.put("seeds", 2);
    tree.put("stopping", Map.of("rule", "pareto-asha", "risk", "2 %"));
    tree.put("racing", Map.of("seeds", 4));
    tree.put("reuse", "same-code");
    SweepDefinition definition = DefinitionReader.read(tree);
    assertThat(definition.search()).isEqualTo(new Search(SearchMethod.FRONTIER, 40, 10, 0));
    assertThat(definition.trialCount()).isEqualTo(80);
    assertThat(definition.points()).isEmpty();
    assertThat(definition.stopping().risk()).isEqualTo(.02);
    assertThat(definition.racing().seeds()).isEqualTo(4);
    assertThat(definition.reuse()).isEqualTo(Reuse.SAME_CODE);
  }

  @Test
  void settings_of_a_search_that_are_none_say_what_would_be_right() {
    var block = new HashMap<String, Object>(MUON);
    block.put("seeds", 2);
    var tree = new HashMap<>(sweepOf(block));
    tree.put("search", Map.of("method", "sobol", "points", 0, "size", 4));
    tree.put("stopping", Map.of("rule", "hyperband"));
    tree.put("racing", Map.of("probability", 2));
    tree.put("reuse", "always");
    assertThat(problems(tree))
        .extracting(Problem::path)
        .contains(
            "/search/points",
            "/search/size",
            "/stopping/rule",
            "/racing/probability",
            "/reuse",
            "/space/0/seeds");
    assertThat(problems(tree)).allSatisfy(p -> assertThat(p.fix()).isNotBlank());
  }

  private static Map<String, Object> sweepOf(Object... blocks) {
    return Map.of("name", "x", "recipe", "text-tiny", "space", List.of(blocks));
  }

  private static List<Problem> problems(Object tree) {
    return catchThrowableOfType(InvalidInput.class, () -> DefinitionReader.read(tree)).problems();
  }
}
