package dev.lipsweep.api.analysis;

import dev.lipsweep.api.Items;
import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.api.sweep.NamedSweeps;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.recipe.Recipes;
import dev.lipsweep.persistence.analysis.CellGrid;
import dev.lipsweep.persistence.analysis.CellMetric;
import dev.lipsweep.persistence.analysis.Cells;
import dev.lipsweep.persistence.analysis.Sample;
import dev.lipsweep.persistence.analysis.Samples;
import dev.lipsweep.persistence.analysis.SweepAxes;
import dev.lipsweep.persistence.analysis.SweepAxis;
import dev.lipsweep.persistence.sweep.Sweep;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/sweeps/{sweep}")
@Tag(name = "analysis")
class AnalysisController {
  private static final int MOST_SAMPLES = 2000;

  private final NamedSweeps sweeps;
  private final SweepAxes axes;
  private final Cells cells;
  private final Samples samples;

  AnalysisController(NamedSweeps sweeps, SweepAxes axes, Cells cells, Samples samples) {
    this.sweeps = sweeps;
    this.axes = axes;
    this.cells = cells;
    this.samples = samples;
  }

  @GetMapping("/axes")
  @Operation(summary = "The parameters that vary among a sweep's trials, with their values")
  Items<SweepAxis> axes(@PathVariable String sweep) {
    return new Items<>(axes.of(sweeps.get(sweep).id()));
  }

  @GetMapping("/cells")
  @Operation(
      summary = "A sweep's trials summed up over two of its parameters",
      description = "For heat maps, and for curves over x with a line for each y.")
  CellGrid cells(
      @PathVariable String sweep,
      @RequestParam String x,
      @RequestParam String y,
      @Parameter(description = "accuracy, loss or bound (as log10)")
          @RequestParam(defaultValue = "accuracy")
          String metric,
      @Parameter(
              description = "only trials with this value, such as optimizer:muon; may come again")
          @RequestParam(required = false)
          @Nullable List<String> where) {
    Sweep found = sweeps.get(sweep);
    RecipeSchema recipe = Recipes.named(found.recipe()).orElseThrow();
    if (x.equals(y)) {
      throw ApiProblem.parameter("y", y, "it is the other axis", "name two parameters");
    }
    return cells.of(
        found.id(),
        axis(found.id(), "x", x),
        axis(found.id(), "y", y),
        metric(metric),
        Wanted.values(recipe, where == null ? List.of() : where));
  }

  @GetMapping("/sample")
  @Operation(
      summary = "Completed trials that stand for all: evenly by accuracy, and the whole frontier")
  Sample sample(@PathVariable String sweep, @RequestParam(defaultValue = "300") int limit) {
    if (limit < 1 || limit > MOST_SAMPLES) {
      throw ApiProblem.parameter(
          "limit", limit, "not a size of a sample", "give 1 to " + MOST_SAMPLES);
    }
    return samples.of(sweeps.get(sweep).id(), limit);
  }

  private SweepAxis axis(UUID sweep, String which, String name) {
    return axes.named(sweep, name)
        .orElseThrow(
            () ->
                ApiProblem.parameter(
                    which,
                    name,
                    "not a parameter that varies in this sweep",
                    "give one that GET /api/v1/sweeps/{sweep}/axes lists"));
  }

  private static CellMetric metric(String name) {
    return Arrays.stream(CellMetric.values())
        .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ApiProblem.parameter(
                    "metric",
                    name,
                    "no such metric",
                    "give one of "
                        + Arrays.stream(CellMetric.values())
                            .map(known -> known.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))));
  }
}
