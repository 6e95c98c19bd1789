package dev.lipsweep.api.artifact;

import dev.lipsweep.persistence.artifact.Artifacts;
import dev.lipsweep.persistence.artifact.FullStore;
import dev.lipsweep.persistence.artifact.StoreAlarm;
import dev.lipsweep.persistence.artifact.StoredArtifacts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/artifacts")
@Tag(name = "artifacts")
class StoreController {
  /**
   * @param full null if the last upload found room
   */
  record StoreView(String place, long count, long bytes, @Nullable FullStore full) {}

  private final Artifacts artifacts;
  private final StoreAlarm alarm;

  StoreController(Artifacts artifacts, StoreAlarm alarm) {
    this.artifacts = artifacts;
    this.alarm = alarm;
  }

  @GetMapping
  @Operation(summary = "How much is stored, where, and since when uploads find no room")
  StoreView store() {
    StoredArtifacts stored = artifacts.stored();
    return new StoreView(
        stored.place(), stored.count(), stored.bytes(), alarm.alarm().orElse(null));
  }
}
