package dev.lipsweep.api.importance;

import dev.lipsweep.api.recipe.ParameterNames;
import dev.lipsweep.api.sweep.NamedSweeps;
import dev.lipsweep.domain.recipe.Recipes;
import dev.lipsweep.persistence.importance.MeasuredPoints;
import dev.lipsweep.persistence.sweep.Sweep;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "sweeps")
class ImportanceController {
  private final NamedSweeps sweeps;
  private final MeasuredPoints points;

  ImportanceController(NamedSweeps sweeps, MeasuredPoints points) {
    this.sweeps = sweeps;
    this.points = points;
  }

  @GetMapping("/api/v1/sweeps/{sweep}/importance")
  @Operation(
      summary = "Which parameters matter: shares of the variance of accuracy and of log10 bound",
      description =
          "main is a parameter's share by itself, total its share with all others. A low fit says"
              + " that the shares mean little. Parameters that go together, as a learning rate does"
              + " with its optimizer, share what they explain: by=optimizer parts them.")
  ImportanceView importance(
      @PathVariable String sweep,
      @Parameter(description = "parameters whose values are looked at each for itself")
          @RequestParam(required = false)
          @Nullable List<String> by) {
    Sweep found = sweeps.get(sweep);
    List<String> names = ParameterNames.by(Recipes.named(found.recipe()).orElseThrow(), by);
    return ImportanceView.of(found.id(), names, points.of(found.id()));
  }
}
