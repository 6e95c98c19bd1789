package dev.lipsweep.api.sweep;

import dev.lipsweep.api.definition.Bodies;
import dev.lipsweep.api.definition.Definitions;
import dev.lipsweep.api.definition.Definitions.Syntax;
import dev.lipsweep.api.definition.Definitions.Written;
import dev.lipsweep.persistence.sweep.Sweep;
import dev.lipsweep.persistence.token.ApiToken;
import dev.lipsweep.scheduler.sweep.Preview;
import dev.lipsweep.scheduler.sweep.Submission;
import dev.lipsweep.scheduler.sweep.Sweeps;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Takes sweep definitions in. */
@RestController
@Tag(name = "sweeps")
class SubmissionController {
  private static final String EXAMPLE =
      """
      name: first
      recipe: text-tiny
      space:
        - optimizer: muon
          constraint: spectral_soft_cap
          sigmaMax: [1, 2]
          learningRate: 0.1
      """;

  private final Sweeps sweeps;
  private final IdempotentRequests idempotent;
  private final JsonMapper json;

  SubmissionController(Sweeps sweeps, IdempotentRequests idempotent, JsonMapper json) {
    this.sweeps = sweeps;
    this.idempotent = idempotent;
    this.json = json;
  }

  @PostMapping(
      path = "/api/v1/sweeps",
      consumes = {
        "application/yaml",
        "application/x-yaml",
        "text/yaml",
        "text/plain",
        MediaType.APPLICATION_JSON_VALUE
      })
  @Operation(
      summary = "Submits a sweep, or with dryRun says what it would be",
      requestBody =
          @RequestBody(
              description = "a definition in YAML or JSON, at most 1 MB",
              content = {
                @Content(
                    mediaType = "application/yaml",
                    schema = @Schema(type = "string", example = EXAMPLE)),
                @Content(mediaType = "application/json", schema = @Schema(type = "object"))
              }))
  ResponseEntity<?> submit(
      HttpServletRequest request,
      @RequestParam(defaultValue = "false") boolean dryRun,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @AuthenticationPrincipal ApiToken token)
      throws IOException {
    byte[] body = Bodies.read(request);
    Syntax syntax = Bodies.syntax(request);
    if (dryRun) {
      return ResponseEntity.ok(
          DryRun.of(sweeps.preview(Definitions.read(body, syntax).definition())));
    }
    return idempotent.once(token.id(), key, request, body, () -> create(body, syntax)).response();
  }

  private Answer create(byte[] body, Syntax syntax) {
    Written written = Definitions.read(body, syntax);
    Sweep sweep =
        sweeps.submit(new Submission(written.definition(), written.text(), written.tree()));
    return new Answer(
        201,
        json.writeValueAsString(SweepView.of(sweep)),
        URI.create("/api/v1/sweeps/" + sweep.id()));
  }

  /** What a sweep would be. */
  record DryRun(
      int trials,
      int configurations,
      int known,
      int reused,
      @Nullable Long estimateSeconds,
      List<String> warnings) {
    static DryRun of(Preview preview) {
      return new DryRun(
          preview.trials(),
          preview.configurations(),
          preview.known(),
          preview.reused(),
          preview.estimate() == null ? null : preview.estimate().toSeconds(),
          preview.warnings());
    }
  }
}
