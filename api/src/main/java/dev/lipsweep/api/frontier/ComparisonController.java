package dev.lipsweep.api.frontier;

import dev.lipsweep.persistence.frontier.FrontierComparison;
import dev.lipsweep.persistence.frontier.FrontierState;
import dev.lipsweep.persistence.frontier.FrontierStates;
import dev.lipsweep.persistence.frontier.SelectedSweep;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One sweep's frontier against another's. */
@RestController
@Tag(name = "frontier")
class ComparisonController {
  private final FrontierSubjects subjects;
  private final FrontierDefinitions definitions;
  private final FrontierStates states;

  ComparisonController(
      FrontierSubjects subjects, FrontierDefinitions definitions, FrontierStates states) {
    this.subjects = subjects;
    this.definitions = definitions;
    this.states = states;
  }

  /** One of the two sweeps. */
  record Side(UUID sweepId, String name, int points) {}

  /**
   * @param hypervolume null if the frontiers are not of bound and accuracy, or no bound is finite
   */
  record Group(
      Map<String, @Nullable Object> group, FrontierComparison.@Nullable Volumes hypervolume) {}

  record ComparisonView(Side from, Side to, List<Group> groups) {}

  @GetMapping("/api/v1/sweeps/{sweep}/frontier/compare")
  @Operation(summary = "The dominated area from one sweep's frontier to another's, group by group")
  ComparisonView compare(
      @PathVariable String sweep,
      @Parameter(description = "the other sweep, whose frontier is compared with") @RequestParam
          String with,
      @ParameterObject FrontierChoice choice) {
    SelectedSweep to = subjects.sweep(sweep);
    SelectedSweep from = subjects.sweep(with);
    FrontierState before = states.state(definitions.definition(from, choice), choice.asOf());
    FrontierState after = states.state(definitions.definition(to, choice), choice.asOf());
    return new ComparisonView(
        new Side(from.id(), from.name(), before.size()),
        new Side(to.id(), to.name(), after.size()),
        FrontierComparison.of(before, after).groups().stream()
            .map(group -> new Group(group.group(), group.hypervolume()))
            .toList());
  }
}
