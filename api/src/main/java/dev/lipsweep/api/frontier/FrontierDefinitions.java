package dev.lipsweep.api.frontier;

import dev.lipsweep.api.definition.Definitions;
import dev.lipsweep.api.definition.Definitions.Syntax;
import dev.lipsweep.api.definition.Document;
import dev.lipsweep.api.definition.InvalidDefinition;
import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.api.problem.PlacedProblem;
import dev.lipsweep.api.problem.ProblemType;
import dev.lipsweep.domain.frontier.Direction;
import dev.lipsweep.domain.frontier.Evidence;
import dev.lipsweep.domain.frontier.FrontierDefinition;
import dev.lipsweep.domain.frontier.FrontierDefinitionReader;
import dev.lipsweep.domain.frontier.Metric;
import dev.lipsweep.domain.frontier.MetricRange;
import dev.lipsweep.domain.frontier.Objective;
import dev.lipsweep.domain.frontier.SeedAggregate;
import dev.lipsweep.domain.frontier.SweepSelection;
import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.domain.problem.Problem;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.recipe.Recipes;
import dev.lipsweep.domain.recipe.Spelling;
import dev.lipsweep.persistence.frontier.FrontierQuery;
import dev.lipsweep.persistence.frontier.MeasuredNames;
import dev.lipsweep.persistence.frontier.SelectSweeps;
import dev.lipsweep.persistence.frontier.SelectedSweep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads definitions of frontiers, and holds them against the sweeps that there are. */
@Component
class FrontierDefinitions {
  private final SelectSweeps select;
  private final MeasuredNames measured;

  FrontierDefinitions(SelectSweeps select, MeasuredNames measured) {
    this.select = select;
    this.measured = measured;
  }

  /**
   * @throws ApiProblem with every problem and its line
   */
  FrontierDefinition read(byte[] body, Syntax syntax) {
    Document document;
    try {
      document = Definitions.document(body, syntax);
    } catch (InvalidDefinition e) {
      throw invalid(e.problems());
    }
    try {
      FrontierDefinition definition = FrontierDefinitionReader.read(document.tree());
      requireSweeps(definition.sweeps());
      definition.requireFits(recipes(definition.sweeps(), null));
      return definition;
    } catch (InvalidInput e) {
      throw invalid(document.place(e));
    }
  }

  /** The definition as a question about the sweeps that it means now, or meant at that time. */
  FrontierSubject subject(FrontierDefinition definition, FrontierChoice choice) {
    List<RecipeSchema> recipes = recipes(definition.sweeps(), choice.asOf());
    FrontierQuery query = select.query(choice.of(definition, recipes), choice.asOf());
    return new FrontierSubject(definition.name(), definition.name(), null, recipes, query);
  }

  /** The frontier of one sweep, which has no name of its own. */
  FrontierSubject subject(SelectedSweep sweep, FrontierChoice choice) {
    FrontierQuery query = select.query(definition(sweep, choice), choice.asOf());
    return new FrontierSubject(sweep.name(), null, sweep.id(), List.of(recipe(sweep)), query);
  }

  /** Smallest bound against largest accuracy of all its results, unless something is chosen. */
  FrontierDefinition definition(SelectedSweep sweep, FrontierChoice choice) {
    var own =
        new FrontierDefinition(
            sweep.name(),
            new SweepSelection.Named(List.of(sweep.id().toString())),
            List.of(new Objective(Metric.BOUND, Direction.MIN), Objective.ACCURACY),
            List.of(),
            Map.of(),
            List.of(),
            SeedAggregate.EACH,
            Evidence.ANY);
    return choice.of(own, List.of(recipe(sweep)));
  }

  private static RecipeSchema recipe(SelectedSweep sweep) {
    return Recipes.named(sweep.recipe()).orElseThrow();
  }

  /** Measures that no result so far has: perhaps none ever will. */
  List<String> warnings(FrontierDefinition definition) {
    List<Metric> measures =
        Stream.concat(
                definition.objectives().stream().map(Objective::metric),
                definition.metrics().stream().map(MetricRange::metric))
            .filter(Metric::isMeasure)
            .distinct()
            .toList();
    if (measures.isEmpty()) {
      return List.of();
    }
    Set<String> known =
        measured.of(
            select.select(definition.sweeps(), null).stream().map(SelectedSweep::id).toList());
    return measures.stream()
        .filter(metric -> !known.contains(metric.name()))
        .map(
            metric ->
                "no result so far has the measure '%s'%s"
                    .formatted(
                        metric,
                        Spelling.nearest(known, metric.name())
                            .map("; did you mean '%s'?"::formatted)
                            .orElse("")))
        .toList();
  }

  private void requireSweeps(SweepSelection selection) {
    var problems = new ArrayList<Problem>();
    if (selection instanceof SweepSelection.Named named) {
      for (int i = 0; i < named.sweeps().size(); i++) {
        String sweep = named.sweeps().get(i);
        if (select.named(sweep, null).isEmpty()) {
          String fix =
              Spelling.nearest(select.names(), sweep)
                  .map("did you mean '%s'?"::formatted)
                  .orElse("there is none yet: submit it first");
          problems.add(Problem.at("/sweeps/" + i, sweep, "no such sweep", fix));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
  }

  /** Of the sweeps, or of those that may come. */
  private List<RecipeSchema> recipes(SweepSelection selection, @Nullable Instant asOf) {
    return switch (selection) {
      case SweepSelection.Named named ->
          select.select(named, asOf).stream()
              .map(SelectedSweep::recipe)
              .distinct()
              .flatMap(recipe -> Recipes.named(recipe).stream())
              .toList();
      case SweepSelection.All all -> Recipes.all();
      case SweepSelection.OfRecipe of -> Recipes.named(of.recipe()).stream().toList();
      case SweepSelection.Like like ->
          Recipes.all().stream()
              .filter(recipe -> like.recipe() == null || recipe.name().equals(like.recipe()))
              .toList();
    };
  }

  private static ApiProblem invalid(List<PlacedProblem> problems) {
    return new ApiProblem(ProblemType.INVALID_FRONTIER, PlacedProblem.summary(problems), problems);
  }
}
