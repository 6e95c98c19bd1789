package dev.lipsweep.api.frontier;

import dev.lipsweep.api.Items;
import dev.lipsweep.api.definition.Bodies;
import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.api.problem.ProblemType;
import dev.lipsweep.domain.frontier.FrontierDefinition;
import dev.lipsweep.domain.json.CanonicalJson;
import dev.lipsweep.persistence.frontier.NamedFrontier;
import dev.lipsweep.persistence.frontier.NamedFrontiers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.util.UriUtils;

/** Frontiers with a name. */
@RestController
@RequestMapping("/api/v1/frontiers")
@Tag(name = "frontier")
class NamedFrontierController {
  private static final String EXAMPLE =
      """
      name: cifar-methods
      sweeps: [cifar-frontier]
      by: [optimizer, constraint]
      evidence: certified
      """;

  private final NamedFrontiers named;
  private final FrontierSubjects subjects;
  private final FrontierDefinitions definitions;
  private final FrontierAnswers answers;

  NamedFrontierController(
      NamedFrontiers named,
      FrontierSubjects subjects,
      FrontierDefinitions definitions,
      FrontierAnswers answers) {
    this.named = named;
    this.subjects = subjects;
    this.definitions = definitions;
    this.answers = answers;
  }

  @PostMapping(
      consumes = {
        "application/yaml",
        "application/x-yaml",
        "text/yaml",
        "text/plain",
        MediaType.APPLICATION_JSON_VALUE
      })
  @Operation(
      summary = "Names a frontier; the same definition again is accepted again",
      requestBody =
          @RequestBody(
              description = "a definition in YAML or JSON",
              content = {
                @Content(
                    mediaType = "application/yaml",
                    schema = @Schema(type = "string", example = EXAMPLE)),
                @Content(mediaType = "application/json", schema = @Schema(type = "object"))
              }))
  ResponseEntity<NamedFrontierView> create(HttpServletRequest request) throws IOException {
    FrontierDefinition definition = definitions.read(Bodies.read(request), Bodies.syntax(request));
    boolean taken = named.find(definition.name()).isPresent();
    NamedFrontier frontier = named.nameIfFree(definition);
    if (!frontier.sha256().equals(CanonicalJson.sha256(definition.tree()))) {
      throw new ApiProblem(
          ProblemType.ILLEGAL_STATE,
          "frontier '%s' has another definition; choose another name, or DELETE it with its snapshots first"
              .formatted(frontier.name()));
    }
    return ResponseEntity.status(taken ? HttpStatus.OK : HttpStatus.CREATED)
        .location(
            URI.create(
                "/api/v1/frontiers/"
                    + UriUtils.encodePathSegment(
                        frontier.name(), java.nio.charset.StandardCharsets.UTF_8)))
        .body(NamedFrontierView.of(frontier, definitions.warnings(definition)));
  }

  @GetMapping
  @Operation(summary = "Frontiers with a name")
  Items<NamedFrontierView> list() {
    return new Items<>(named.all().stream().map(f -> NamedFrontierView.of(f, List.of())).toList());
  }

  @GetMapping("/{frontier}")
  @Operation(
      summary = "What the frontier is now, or was",
      description =
          "In JSON, CSV, JSON Lines, Parquet, SVG or PNG; with an ETag, so that If-None-Match is cheap.")
  @Nullable ResponseEntity<?> answer(
      @PathVariable String frontier,
      @ParameterObject FrontierChoice choice,
      @Parameter(description = "in place of the definition's seeds") @RequestParam(required = false)
          @Nullable String aggregate,
      @ParameterObject FrontierForm form,
      @Parameter(hidden = true) WebRequest request) {
    FrontierSubject subject = subjects.ofFrontier(frontier, choice);
    return answers.answer(
        aggregate == null ? subject : subject.seeds(FrontierSubjects.aggregate(aggregate)),
        form,
        request);
  }

  @GetMapping("/{frontier}/definition")
  @Operation(summary = "The definition, with everything filled in that was left out")
  NamedFrontierView definition(@PathVariable String frontier) {
    NamedFrontier found = subjects.named(frontier);
    return NamedFrontierView.of(found, definitions.warnings(found.definition()));
  }

  @DeleteMapping("/{frontier}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Gives the name up, and deletes its snapshots")
  void delete(@PathVariable String frontier) {
    named.delete(subjects.named(frontier).name());
  }
}
