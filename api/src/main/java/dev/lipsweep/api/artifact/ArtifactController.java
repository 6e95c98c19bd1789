package dev.lipsweep.api.artifact;

import dev.lipsweep.api.Hashes;
import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.persistence.artifact.Artifact;
import dev.lipsweep.persistence.artifact.Artifacts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/artifacts/{sha256}")
@Tag(name = "worker protocol")
class ArtifactController {
  private final Artifacts artifacts;

  ArtifactController(Artifacts artifacts) {
    this.artifacts = artifacts;
  }

  @PutMapping(consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  @Operation(
      summary = "Stores bytes under their hash: 201, or 200 if they were there",
      requestBody =
          @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                      schema = @Schema(type = "string", format = "binary"))))
  ResponseEntity<Void> put(@PathVariable String sha256, HttpServletRequest request)
      throws IOException {
    boolean fresh = artifacts.store(Hashes.require("sha256", sha256), request.getInputStream());
    return ResponseEntity.status(fresh ? HttpStatus.CREATED : HttpStatus.OK).build();
  }

  @GetMapping
  @Operation(summary = "The bytes with this hash")
  ResponseEntity<InputStreamResource> get(@PathVariable String sha256) throws IOException {
    Artifact artifact =
        artifacts
            .open(Hashes.require("sha256", sha256))
            .orElseThrow(
                () -> ApiProblem.notFound("artifact", sha256, "it was never stored, or deleted"));
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .contentLength(artifact.sizeBytes())
        .body(new InputStreamResource(artifact.bytes()));
  }
}
