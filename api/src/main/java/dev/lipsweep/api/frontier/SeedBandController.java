package dev.lipsweep.api.frontier;

import dev.lipsweep.api.Items;
import dev.lipsweep.persistence.frontier.SeedBand;
import dev.lipsweep.persistence.frontier.SeedBands;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Frontiers of all seeds together. */
@RestController
@Tag(name = "frontier")
class SeedBandController {
  private static final String SUMMARY =
      "What every seed attains by itself; the frontier of single trials is what one of them does";

  private final FrontierSubjects subjects;
  private final SeedBands bands;

  SeedBandController(FrontierSubjects subjects, SeedBands bands) {
    this.subjects = subjects;
    this.bands = bands;
  }

  @GetMapping("/api/v1/sweeps/{sweep}/frontier/seeds")
  @Operation(summary = SUMMARY)
  Items<SeedBand> ofSweep(@PathVariable String sweep, @ParameterObject FrontierChoice choice) {
    return bands(subjects.ofSweep(sweep, choice));
  }

  @GetMapping("/api/v1/frontiers/{frontier}/seeds")
  @Operation(summary = SUMMARY)
  Items<SeedBand> ofFrontier(
      @PathVariable String frontier, @ParameterObject FrontierChoice choice) {
    return bands(subjects.ofFrontier(frontier, choice));
  }

  private Items<SeedBand> bands(FrontierSubject subject) {
    subject.requireBoundAndAccuracy("seeds are compared in frontiers");
    return new Items<>(bands.bands(subject.query()));
  }
}
