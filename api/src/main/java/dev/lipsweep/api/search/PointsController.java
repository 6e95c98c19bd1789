package dev.lipsweep.api.search;

import dev.lipsweep.api.definition.Bodies;
import dev.lipsweep.api.definition.Definitions;
import dev.lipsweep.api.definition.Document;
import dev.lipsweep.api.definition.InvalidDefinition;
import dev.lipsweep.api.sweep.NamedSweeps;
import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.scheduler.sweep.Sweeps;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes points that a person adds. */
@RestController
@Tag(name = "sweeps")
class PointsController {
  private final NamedSweeps sweeps;
  private final Sweeps commands;

  PointsController(NamedSweeps sweeps, Sweeps commands) {
    this.sweeps = sweeps;
    this.commands = commands;
  }

  @PostMapping(
      path = "/api/v1/sweeps/{sweep}/points",
      consumes = {
        "application/yaml",
        "application/x-yaml",
        "text/yaml",
        "text/plain",
        MediaType.APPLICATION_JSON_VALUE
      })
  @Operation(
      summary = "Adds points to a sweep; those that it has are not added again",
      requestBody =
          @RequestBody(
              description =
                  "space and seeds as in a definition; what the sweep gives for all blocks holds for them too",
              content = {
                @Content(
                    mediaType = "application/yaml",
                    schema =
                        @Schema(
                            type = "string",
                            example =
                                "space: [{optimizer: muon, constraint: none, learningRate: 2}]")),
                @Content(mediaType = "application/json", schema = @Schema(type = "object"))
              }))
  Added add(@PathVariable String sweep, HttpServletRequest request) throws IOException {
    Document document = Definitions.document(Bodies.read(request), Bodies.syntax(request));
    try {
      return new Added(
          commands.addPoints(
              sweeps.get(sweep).id(), Objects.requireNonNullElse(document.tree(), Map.of())));
    } catch (InvalidInput invalid) {
      throw new InvalidDefinition(document.place(invalid));
    }
  }

  /** How many trials were added. */
  record Added(int added) {}
}
