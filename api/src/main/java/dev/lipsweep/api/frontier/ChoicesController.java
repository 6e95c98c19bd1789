package dev.lipsweep.api.frontier;

import dev.lipsweep.domain.frontier.Metric;
import dev.lipsweep.persistence.analysis.SweepAxes;
import dev.lipsweep.persistence.analysis.SweepAxis;
import dev.lipsweep.persistence.frontier.MeasuredNames;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What can be asked about a frontier's sweeps. */
@RestController
@Tag(name = "frontier")
class ChoicesController {
  private static final String SUMMARY =
      "What these results can be grouped and filtered by, their metrics, and the rules of their bounds";

  private final FrontierSubjects subjects;
  private final SweepAxes axes;
  private final MeasuredNames measured;

  ChoicesController(FrontierSubjects subjects, SweepAxes axes, MeasuredNames measured) {
    this.subjects = subjects;
    this.axes = axes;
    this.measured = measured;
  }

  /**
   * @param parameters that vary
   * @param metrics that an objective can be of
   * @param rules that a bound can be by
   */
  record Choices(List<SweepAxis> parameters, List<String> metrics, List<String> rules) {}

  @GetMapping("/api/v1/sweeps/{sweep}/frontier/choices")
  @Operation(summary = SUMMARY)
  Choices ofSweep(@PathVariable String sweep) {
    return choices(subjects.ofSweep(sweep, FrontierChoice.NONE));
  }

  @GetMapping("/api/v1/frontiers/{frontier}/choices")
  @Operation(summary = SUMMARY)
  Choices ofFrontier(@PathVariable String frontier) {
    return choices(subjects.ofFrontier(frontier, FrontierChoice.NONE));
  }

  private Choices choices(FrontierSubject subject) {
    List<UUID> sweeps = subject.query().sweeps();
    return new Choices(
        axes.of(sweeps),
        Stream.concat(
                Metric.OF_EVERY_TRIAL.stream().map(Metric::name), measured.of(sweeps).stream())
            .toList(),
        measured.rules(sweeps));
  }
}
