package dev.lipsweep.api.baseline;

import dev.lipsweep.api.PageRequest;
import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.api.problem.ProblemType;
import dev.lipsweep.api.sweep.Answer;
import dev.lipsweep.api.sweep.IdempotentRequests;
import dev.lipsweep.api.sweep.NamedSweeps;
import dev.lipsweep.domain.baseline.CheckReport;
import dev.lipsweep.domain.baseline.CheckTitle;
import dev.lipsweep.domain.baseline.JunitReport;
import dev.lipsweep.domain.baseline.Margins;
import dev.lipsweep.domain.baseline.MarkdownReport;
import dev.lipsweep.domain.sweep.Reuse;
import dev.lipsweep.persistence.Page;
import dev.lipsweep.persistence.baseline.Baseline;
import dev.lipsweep.persistence.baseline.Check;
import dev.lipsweep.persistence.baseline.Checks;
import dev.lipsweep.persistence.token.ApiToken;
import dev.lipsweep.scheduler.baseline.CheckBaselines;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping("/api/v1/baselines/{baseline}/checks")
@Tag(name = "baselines")
class CheckController {
  private static final MediaType MARKDOWN =
      new MediaType("text", "markdown", StandardCharsets.UTF_8);
  private static final MediaType XML = new MediaType("application", "xml", StandardCharsets.UTF_8);

  private final Checks checks;
  private final NamedBaselines named;
  private final CheckBaselines commands;
  private final NamedSweeps sweeps;
  private final IdempotentRequests idempotent;
  private final JsonMapper json;

  CheckController(
      Checks checks,
      NamedBaselines named,
      CheckBaselines commands,
      NamedSweeps sweeps,
      IdempotentRequests idempotent,
      JsonMapper json) {
    this.checks = checks;
    this.named = named;
    this.commands = commands;
    this.sweeps = sweeps;
    this.idempotent = idempotent;
    this.json = json;
  }

  @PostMapping
  @Operation(
      summary = "Compares a sweep with the baseline, or without one runs the pinned sweep again",
      responses =
          @ApiResponse(
              responseCode = "201",
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON_VALUE,
                      schema = @Schema(implementation = CheckView.class))))
  ResponseEntity<String> check(
      @PathVariable String baseline,
      @RequestBody NewCheck wanted,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @AuthenticationPrincipal ApiToken token,
      HttpServletRequest request) {
    Baseline found = named.get(baseline);
    return idempotent
        .once(token.id(), key, request, json.writeValueAsBytes(wanted), () -> check(found, wanted))
        .response();
  }

  private Answer check(Baseline baseline, NewCheck wanted) {
    Margins margins = WantedMargins.over(baseline.margins(), wanted.margins());
    String sweep = wanted.sweep();
    Check check =
        sweep == null
            ? commands.rerun(baseline, margins, Check.Origin.RERUN, reuse(wanted))
            : commands.compare(baseline, sweeps.get(sweep), margins);
    return new Answer(
        201,
        json.writeValueAsString(CheckView.of(check)),
        URI.create("/api/v1/baselines/%s/checks/%d".formatted(baseline.name(), check.number())));
  }

  private static Reuse reuse(NewCheck wanted) {
    return wanted.reuse() == null
        ? Reuse.NEVER
        : Reuse.of(wanted.reuse())
            .filter(reuse -> reuse != Reuse.ANY_CODE)
            .orElseThrow(
                () ->
                    ApiProblem.parameter(
                        "reuse",
                        wanted.reuse(),
                        "a check cannot reuse that",
                        "give never or same-code"));
  }

  @GetMapping
  @Operation(summary = "Checks of a baseline, the latest first, without their reports")
  Page<CheckView> list(
      @PathVariable String baseline,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    Baseline found = named.get(baseline);
    Page<Check> page = PageRequest.read(cursor, limit, (c, n) -> checks.page(found.id(), c, n));
    return new Page<>(page.items().stream().map(CheckView::brief).toList(), page.nextCursor());
  }

  @GetMapping("/{check}")
  @Operation(
      summary = "A check by its number, or the latest: as JSON, Markdown or JUnit XML",
      responses =
          @ApiResponse(
              responseCode = "200",
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                    schema = @Schema(implementation = CheckView.class)),
                @Content(mediaType = "text/markdown", schema = @Schema(type = "string")),
                @Content(mediaType = "application/xml", schema = @Schema(type = "string"))
              }))
  ResponseEntity<?> get(
      @PathVariable String baseline,
      @PathVariable String check,
      @RequestParam(defaultValue = "json") String format) {
    Check found = named.check(named.get(baseline), check);
    return switch (format) {
      case "json" -> ResponseEntity.ok(CheckView.of(found));
      case "markdown" ->
          ResponseEntity.ok()
              .contentType(MARKDOWN)
              .body(MarkdownReport.of(title(found), report(found)));
      case "junit" ->
          ResponseEntity.ok().contentType(XML).body(JunitReport.of(title(found), report(found)));
      default ->
          throw ApiProblem.parameter(
              "format", format, "no such format", "give json, markdown or junit");
    };
  }

  private CheckTitle title(Check check) {
    Instant concluded = check.finishedAt();
    return new CheckTitle(
        check.baseline(),
        check.number(),
        sweeps.get(check.pinnedSweepId().toString()).name(),
        sweeps.get(check.sweepId().toString()).name(),
        concluded == null ? check.createdAt() : concluded);
  }

  private static CheckReport report(Check check) {
    CheckReport report = check.report();
    if (report == null) {
      throw new ApiProblem(
          ProblemType.ILLEGAL_STATE,
          "check %d of '%s' has no verdict yet: its sweep has not ended; ask again later"
              .formatted(check.number(), check.baseline()));
    }
    return report;
  }

  /**
   * @param sweep id or name of the sweep to compare; null to run the pinned one again
   * @param margins other ones than the baseline's, for this check
   * @param reuse {@code same-code}: trials that today's code has trained before are not trained
   *     again; {@code never}, the default: they are
   */
  record NewCheck(
      @Nullable String sweep, @Nullable WantedMargins margins, @Nullable String reuse) {}
}
