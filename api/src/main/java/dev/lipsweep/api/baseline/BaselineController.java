package dev.lipsweep.api.baseline;

import dev.lipsweep.api.Items;
import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.api.problem.ProblemType;
import dev.lipsweep.api.sweep.Answer;
import dev.lipsweep.api.sweep.IdempotentRequests;
import dev.lipsweep.api.sweep.NamedSweeps;
import dev.lipsweep.domain.baseline.Margins;
import dev.lipsweep.persistence.baseline.Baseline;
import dev.lipsweep.persistence.baseline.Baselines;
import dev.lipsweep.persistence.sweep.Sweep;
import dev.lipsweep.persistence.token.ApiToken;
import dev.lipsweep.scheduler.baseline.CheckBaselines;
import dev.lipsweep.scheduler.baseline.Schedules;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/v1/baselines")
@Tag(name = "baselines")
class BaselineController {
  private final Baselines baselines;
  private final NamedBaselines named;
  private final CheckBaselines commands;
  private final NamedSweeps sweeps;
  private final IdempotentRequests idempotent;
  private final JsonMapper json;

  BaselineController(
      Baselines baselines,
      NamedBaselines named,
      CheckBaselines commands,
      NamedSweeps sweeps,
      IdempotentRequests idempotent,
      JsonMapper json) {
    this.baselines = baselines;
    this.named = named;
    this.commands = commands;
    this.sweeps = sweeps;
    this.idempotent = idempotent;
    this.json = json;
  }

  @PostMapping
  @Operation(
      summary = "Pins a completed sweep under a name, for later ones to be compared with",
      responses =
          @ApiResponse(
              responseCode = "201",
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(implementation = BaselineView.class))))
  ResponseEntity<String> pin(
      @RequestBody NewBaseline wanted,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @AuthenticationPrincipal ApiToken token,
      HttpServletRequest request) {
    return idempotent
        .once(token.id(), key, request, json.writeValueAsBytes(wanted), () -> pin(wanted))
        .response();
  }

  private Answer pin(NewBaseline wanted) {
    if (!wanted.name().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,79}")) {
      throw ApiProblem.parameter(
          "name",
          wanted.name(),
          "not a name of a baseline",
          "give 1 to 80 letters, digits, dots, hyphens and underscores, a letter or digit first");
    }
    Sweep sweep = sweeps.get(wanted.sweep());
    Margins margins = WantedMargins.over(Margins.USUAL, wanted.margins());
    Baseline pinned =
        commands
            .pin(wanted.name(), sweep, margins)
            .orElseThrow(
                () ->
                    new ApiProblem(
                        ProblemType.ILLEGAL_STATE,
                        "there is a baseline '%1$s'; PUT /api/v1/baselines/%1$s/pin moves it to another sweep"
                            .formatted(wanted.name())));
    return new Answer(
        201,
        json.writeValueAsString(BaselineView.of(pinned)),
        URI.create("/api/v1/baselines/" + pinned.name()));
  }

  @GetMapping
  @Operation(summary = "Baselines by name")
  Items<BaselineView> list() {
    return new Items<>(baselines.list().stream().map(BaselineView::of).toList());
  }

  @GetMapping("/{baseline}")
  @Operation(summary = "A baseline")
  BaselineView get(@PathVariable String baseline) {
    return BaselineView.of(named.get(baseline));
  }

  @PutMapping("/{baseline}/pin")
  @Operation(summary = "Moves the pin to another completed sweep, or to the one of a check")
  BaselineView move(@PathVariable String baseline, @RequestBody Pin wanted) {
    Baseline found = named.get(baseline);
    commands.moveTo(found, sweeps.get(sweepOf(found, wanted)));
    return BaselineView.of(named.get(baseline));
  }

  private String sweepOf(Baseline baseline, Pin wanted) {
    String sweep = wanted.sweep();
    String check = wanted.check();
    if (sweep != null && check == null) {
      return sweep;
    }
    if (check != null && sweep == null) {
      return named.check(baseline, check).sweepId().toString();
    }
    throw ApiProblem.parameter(
        "sweep",
        sweep,
        "one of sweep and check is needed",
        "name a sweep, or the number of a check");
  }

  @PutMapping("/{baseline}/schedule")
  @Operation(summary = "Runs the baseline again at these times")
  BaselineView schedule(@PathVariable String baseline, @RequestBody Schedule wanted) {
    Baseline found = named.get(baseline);
    Instant next;
    try {
      next = Schedules.next(wanted.cron(), baselines.now());
    } catch (IllegalArgumentException e) {
      throw ApiProblem.parameter(
          "cron",
          wanted.cron(),
          String.valueOf(e.getMessage()),
          "give second, minute, hour, day, month and weekday, in UTC: '0 0 3 * * *' is every night at three");
    }
    baselines.schedule(found.id(), wanted.cron(), next);
    return BaselineView.of(named.get(baseline));
  }

  @DeleteMapping("/{baseline}/schedule")
  @Operation(summary = "Runs it again only when asked")
  BaselineView unschedule(@PathVariable String baseline) {
    baselines.schedule(named.get(baseline).id(), null, null);
    return BaselineView.of(named.get(baseline));
  }

  @DeleteMapping("/{baseline}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Deletes a baseline and the history of its checks; sweeps stay")
  void unpin(@PathVariable String baseline) {
    baselines.unpin(named.get(baseline).id());
  }

  /**
   * @param sweep id or name of a completed sweep
   */
  record NewBaseline(String name, String sweep, @Nullable WantedMargins margins) {}

  /** One of the two. */
  record Pin(@Nullable String sweep, @Nullable String check) {}

  record Schedule(String cron) {}
}
