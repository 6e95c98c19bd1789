package dev.lipsweep.api.sweep;

import dev.lipsweep.api.PageRequest;
import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.domain.sweep.SweepState;
import dev.lipsweep.domain.trial.TrialState;
import dev.lipsweep.persistence.Page;
import dev.lipsweep.persistence.sweep.Sweep;
import dev.lipsweep.persistence.sweep.SweepQueries;
import dev.lipsweep.scheduler.sweep.Sweeps;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/sweeps")
@Tag(name = "sweeps")
class SweepController {
  private final SweepQueries queries;
  private final Sweeps commands;
  private final NamedSweeps named;

  SweepController(SweepQueries queries, Sweeps commands, NamedSweeps named) {
    this.queries = queries;
    this.commands = commands;
    this.named = named;
  }

  @GetMapping
  @Operation(summary = "Sweeps, the latest first")
  Page<SweepView> list(
      @RequestParam(required = false) @Nullable SweepState state,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    Page<Sweep> page = PageRequest.read(cursor, limit, (c, n) -> queries.page(state, c, n));
    return new Page<>(page.items().stream().map(SweepView::of).toList(), page.nextCursor());
  }

  @GetMapping("/{sweep}")
  @Operation(summary = "A sweep, by id or by name (the latest of it)")
  SweepView get(@PathVariable String sweep) {
    return SweepView.of(named.get(sweep));
  }

  @GetMapping("/{sweep}/definition")
  @Operation(summary = "The definition as it was written")
  ResponseEntity<String> definition(@PathVariable String sweep) {
    return ResponseEntity.ok()
        .header("Content-Type", "application/yaml;charset=utf-8")
        .body(named.get(sweep).definition());
  }

  @PostMapping("/{sweep}/pause")
  @Operation(summary = "Running trials write a checkpoint and stop; none is started")
  SweepView pause(@PathVariable String sweep) {
    return SweepView.of(commands.pause(named.get(sweep).id()));
  }

  @PostMapping("/{sweep}/resume")
  @Operation(summary = "A paused sweep goes on")
  SweepView resume(@PathVariable String sweep) {
    return SweepView.of(commands.resume(named.get(sweep).id()));
  }

  @PostMapping("/{sweep}/cancel")
  @Operation(summary = "Ends a sweep; finished trials keep their results")
  SweepView cancel(@PathVariable String sweep) {
    return SweepView.of(commands.cancel(named.get(sweep).id()));
  }

  @PostMapping("/{sweep}/retry")
  @Operation(summary = "Runs a sweep's failed trials again")
  Retried retry(
      @PathVariable String sweep, @RequestParam(defaultValue = "FAILED") TrialState state) {
    if (state != TrialState.FAILED) {
      throw ApiProblem.parameter(
          "state", state, "its trials are not run again", "give FAILED or leave it out");
    }
    return new Retried(commands.retry(named.get(sweep).id(), state));
  }

  record Retried(int retried) {}
}
