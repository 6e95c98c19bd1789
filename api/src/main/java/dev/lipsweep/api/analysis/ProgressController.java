package dev.lipsweep.api.analysis;

import dev.lipsweep.api.Items;
import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.api.sweep.NamedSweeps;
import dev.lipsweep.persistence.analysis.FailureGroup;
import dev.lipsweep.persistence.analysis.Failures;
import dev.lipsweep.persistence.analysis.Paces;
import dev.lipsweep.persistence.analysis.Timeline;
import dev.lipsweep.persistence.analysis.Timelines;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/sweeps/{sweep}")
@Tag(name = "analysis")
class ProgressController {
  private final NamedSweeps sweeps;
  private final Paces paces;
  private final Failures failures;
  private final Timelines timelines;

  ProgressController(NamedSweeps sweeps, Paces paces, Failures failures, Timelines timelines) {
    this.sweeps = sweeps;
    this.paces = paces;
    this.failures = failures;
    this.timelines = timelines;
  }

  @GetMapping("/pace")
  @Operation(summary = "How many trials ended when, and an interval for how long the rest takes")
  PaceView pace(@PathVariable String sweep) {
    return PaceView.of(paces.of(sweeps.get(sweep).id()));
  }

  @GetMapping("/failures")
  @Operation(summary = "What went wrong, by cause, with the commonest messages")
  Items<FailureGroup> failures(@PathVariable String sweep) {
    return new Items<>(failures.of(sweeps.get(sweep).id()));
  }

  @GetMapping("/timeline")
  @Operation(
      summary = "Which worker ran which attempt when; many of them as how busy each worker was")
  Timeline timeline(
      @PathVariable String sweep,
      @RequestParam(required = false) @Nullable Instant from,
      @RequestParam(required = false) @Nullable Instant to) {
    if (from != null && to != null && !from.isBefore(to)) {
      throw ApiProblem.parameter("to", to, "it is not after from", "give a later moment");
    }
    return timelines.of(sweeps.get(sweep).id(), from, to);
  }
}
