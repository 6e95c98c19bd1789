package dev.lipsweep.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.domain.recipe.Parameter;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.recipe.Recipes;
import dev.lipsweep.domain.recipe.Relevance;
import dev.lipsweep.training.constraint.Constraint;
import dev.lipsweep.training.constraint.Coupling;
import dev.lipsweep.training.constraint.PerLayer;
import dev.lipsweep.training.constraint.SpectralClippedWeightDecay;
import dev.lipsweep.training.constraint.Stiefel;
import dev.lipsweep.training.constraint.WeightDecay;
import dev.lipsweep.training.learner.Learner;
import dev.lipsweep.training.learner.Learners;
import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Transformer;
import dev.lipsweep.training.model.Variant;
import dev.lipsweep.training.optimizer.Momentum;
import dev.lipsweep.training.optimizer.Muon;
import dev.lipsweep.training.optimizer.Orthogonaliser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecipePlansTest {
  static Stream<RecipeSchema> recipes() {
    return Recipes.all().stream();
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void every_choice_of_the_catalogue_can_be_trained(RecipeSchema recipe) {
    int tried = 0;
    Set<String> seen = new HashSet<>();
    for (Map<String, Object> choices : combinations(recipe)) {
      try {
        if (!seen.add(recipe.configuration(choices).hash())) {
          continue;
        }
      } catch (InvalidInput refused) {
        continue; // by a rule of the recipe, before it gets here
      }
      Plan plan = RecipePlans.plan(recipe.name(), recipe.version(), choices, null);
      assertThat(plan.optimizer().name()).isEqualTo(choices.get("optimizer"));
      assertThat(plan.constraint().name()).isEqualTo(choices.get("constraint"));
      try (Learner learner =
          Learners.create(
              plan.network(),
              plan.optimizer(),
              plan.constraint(),
              plan.schedule(),
              plan.dtype(),
              0)) {
        assertThat(learner.weights()).hasSameSizeAs(plan.network().layers());
      }
      tried++;
    }
    assertThat(tried).isGreaterThan(6);
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void the_trainer_says_that_it_has_every_recipe(RecipeSchema recipe) {
    assertThat(RecipePlans.implemented()).containsEntry(recipe.name(), recipe.version());
  }

  /** What the server goes by, and what the soft cap relies on. */
  @ParameterizedTest
  @MethodSource("recipes")
  void the_catalogue_knows_which_optimizers_have_bounded_updates(RecipeSchema recipe) {
    for (String name : choice(recipe, "optimizer").values()) {
      Map<String, Object> parameters = new LinkedHashMap<>();
      parameters.putAll(
          Map.of(
              "optimizer",
              name,
              "constraint",
              "none",
              "learningRate",
              0.01,
              "sigmaMax",
              2,
              "radius",
              2));
      Plan plan = RecipePlans.plan(recipe.name(), recipe.version(), parameters, null);
      double norm = plan.optimizer().updateNorm(plan.network().layers().getLast(), 0.01);
      parameters.put("constraint", "spectral_soft_cap");
      boolean accepted = true;
      try {
        recipe.configuration(parameters);
      } catch (InvalidInput refused) {
        accepted = false;
      }
      assertThat(accepted).as(name).isEqualTo(Double.isFinite(norm));
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void every_linear_layer_can_have_a_constraint_of_its_own(RecipeSchema recipe) {
    Map<String, Object> plain = combinations(recipe).getFirst();
    for (Layer layer :
        RecipePlans.plan(recipe.name(), recipe.version(), plain, null).network().layers()) {
      var one = new LinkedHashMap<>(plain);
      one.put("layerConstraints", layer.name() + "=spectral_clipped_weight_decay@3@0.5");
      if (layer.kind() == Layer.Kind.EMBEDDING) {
        assertThatThrownBy(() -> recipe.configuration(one)).hasMessageContaining("embedding");
      } else {
        Plan plan = RecipePlans.plan(recipe.name(), recipe.version(), one, null);
        assertThat(plan.constraint().of(layer)).isEqualTo(new SpectralClippedWeightDecay(3, 0.5));
      }
    }
  }

  @Test
  void constraints_of_single_layers_take_what_they_do_not_say_from_the_configuration() {
    Plan plan =
        RecipePlans.plan(
            "text-tiny",
            1,
            Map.of(
                "optimizer", "muon",
                "constraint", "spectral_normalize",
                "coupling", "reference",
                "sigmaMax", 2,
                "learningRate", 0.5,
                "layerConstraints", "q=stiefel, block1.q=stiefel@4, head=weight_decay@0.1"),
            null);
    Map<String, Constraint> named = ((PerLayer) plan.constraint()).named();
    assertThat(named)
        .containsEntry("q", new Stiefel(2, Coupling.REFERENCE))
        .containsEntry("block1.q", new Stiefel(4, Coupling.REFERENCE))
        .containsEntry("head", new WeightDecay(0.1, Coupling.REFERENCE));
    assertThat(plan.constraint().name()).isEqualTo("spectral_normalize");
  }

  @Test
  void another_version_of_a_recipe_is_refused() {
    assertThatThrownBy(() -> RecipePlans.plan("text-tiny", 99, Map.of(), null))
        .hasMessageContaining("no recipe text-tiny version 99")
        .hasMessageContaining("text-tiny=1");
  }

  @Test
  void parameters_reach_the_network() {
    Plan plan =
        RecipePlans.plan(
            "text-tiny",
            1,
            Map.of(
                "optimizer", "muon",
                "constraint", "none",
                "learningRate", 0.5,
                "width", 32,
                "heads", 2,
                "logitScale", 8,
                "steps", 17,
                "validateEvery", 5),
            null);
    assertThat(plan.network().logitScale()).isEqualTo(8);
    assertThat(plan.steps()).isEqualTo(17);
    assertThat(plan.validateEvery()).isEqualTo(5);
    assertThat(plan.network().layers().getFirst().out()).isEqualTo(32);
    assertThat(plan.network().layers().getFirst().in()).isEqualTo(77);
  }

  /** METHOD.md 4.2. */
  @Test
  void shakespeare_is_the_network_of_the_paper() {
    Plan plan =
        RecipePlans.plan(
            "shakespeare",
            1,
            Map.of("optimizer", "muon", "constraint", "none", "learningRate", 1),
            null);
    assertThat(plan.network().layers().stream().mapToInt(Layer::size).sum()).isEqualTo(2_392_576);
    assertThat(plan.steps()).isEqualTo(2000);
    assertThat(plan.network().certifiable()).isTrue();
    // the paper's target norms with mass 32 (METHOD.md 1.2)
    assertThat(plan.network().layers().getLast().targetNorm()).isCloseTo(.0294, within(5e-5));
    assertThat(plan.network().layers().getFirst().targetNorm()).isCloseTo(5.7e-5, within(5e-7));
  }

  /** METHOD.md 4.3 and 1.4. */
  @Test
  void nanogpt_has_the_shape_the_scales_and_the_schedule_of_the_log() {
    Plan plan =
        RecipePlans.plan(
            "nanogpt",
            1,
            Map.of(
                "optimizer",
                "muon",
                "constraint",
                "spectral_soft_cap",
                "sigmaMax",
                1,
                "learningRate",
                0.05),
            null);
    var network = (Transformer) plan.network();
    assertThat(network.layers().stream().mapToInt(Layer::size).sum()).isEqualTo(162_201_600);
    assertThat(network.headWidth()).isEqualTo(128);
    assertThat(network.residualWeight()).isEqualTo(1.0 / 24);
    assertThat(network.attentionScale()).isEqualTo(24);
    assertThat(network.certifiable()).isTrue();
    assertThat(plan.accumulation() * 8 * network.context()).isEqualTo(393_216);
    assertThat(plan.schedule().learningRate(1000)).isEqualTo(0.05);
    assertThat(plan.schedule().learningRate(1769)).isCloseTo(0.005, within(3e-4));
    assertThat(network.layers().getLast().targetNorm() * 0.05).isCloseTo(0.005, within(1e-9));
    for (String name : List.of("block0.q", "block3.mlp_in", "block11.mlp_out")) {
      Layer layer = network.layers().stream().filter(l -> l.name().equals(name)).findFirst().get();
      assertThat(layer.targetNorm()).as(name).isEqualTo(1);
    }
    assertThat(plan.optimizer())
        .isEqualTo(new Muon(new Momentum(0.95, true, 300), Orthogonaliser.NANOGPT));
  }

  @Test
  void the_unconstrained_baseline_is_an_option_and_has_no_certificate() {
    Plan plan =
        RecipePlans.plan(
            "shakespeare",
            1,
            Map.of(
                "optimizer", "adamw",
                "constraint", "none",
                "learningRate", 1e-3,
                "attentionScale", 8,
                "normLayer", "layernorm",
                "queryKeyNorm", "on",
                "logitSoftCap", 15,
                "residual", "standard"),
            null);
    assertThat(plan.network().certifiable()).isFalse();
    assertThat(((Transformer) plan.network()).variant())
        .isEqualTo(
            new Variant(
                Variant.CapPreset.PAPER,
                Double.POSITIVE_INFINITY,
                Variant.NormLayer.LAYERNORM,
                true,
                15,
                Variant.Residual.STANDARD,
                Variant.Rotation.FULL));
  }

  /**
   * Every constraint with two optimizers, every optimizer with one, and every value of the other
   * choices wherever it matters; numbers small.
   */
  private static List<Map<String, Object>> combinations(RecipeSchema recipe) {
    Map<String, Object> numbers =
        Map.of(
            "learningRate",
            0.01,
            "sigmaMax",
            2,
            "weightDecay",
            0.1,
            "spectralWeightDecay",
            0.1,
            "radius",
            2,
            "width",
            16);
    Map<String, Object> plain = new LinkedHashMap<>(numbers);
    plain.putAll(Map.of("optimizer", "muon", "constraint", "none"));
    if (recipe.name().equals("nanogpt")) {
      plain.putAll(Map.of("heads", 2, "blocks", 1, "vocabulary", 50));
    }
    List<Map<String, Object>> all = new ArrayList<>();
    for (String optimizer : choice(recipe, "optimizer").values()) {
      boolean common = optimizer.equals("muon") || optimizer.equals("adamw");
      for (String constraint :
          common ? choice(recipe, "constraint").values() : List.of("spectral_normalize")) {
        var pair = new LinkedHashMap<>(plain);
        pair.putAll(Map.of("optimizer", optimizer, "constraint", constraint));
        all.add(pair);
      }
    }
    for (Parameter parameter : recipe.parameters()) {
      if (parameter instanceof Parameter.Choice choice) {
        for (String value : choice.values()) {
          for (Map<String, Object> where : relevant(recipe, choice, plain)) {
            var one = new LinkedHashMap<>(where);
            one.put(choice.name(), value);
            all.add(one);
          }
        }
      }
    }
    return all;
  }

  /** Configurations in which the parameter matters. */
  private static List<Map<String, Object>> relevant(
      RecipeSchema recipe, Parameter parameter, Map<String, Object> plain) {
    Relevance relevance = parameter.relevance();
    if (relevance == null) {
      return List.of(plain);
    }
    List<Map<String, Object>> all = new ArrayList<>();
    Parameter other = recipe.parameter(relevance.parameter()).orElseThrow();
    for (Map<String, Object> where : relevant(recipe, other, plain)) {
      for (String value : relevance.values()) {
        var one = new LinkedHashMap<>(where);
        one.put(other.name(), value);
        all.add(one);
      }
    }
    return all;
  }

  private static Parameter.Choice choice(RecipeSchema recipe, String name) {
    return (Parameter.Choice) recipe.parameter(name).orElseThrow();
  }
}
