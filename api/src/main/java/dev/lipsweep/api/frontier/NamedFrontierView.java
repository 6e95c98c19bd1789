package dev.lipsweep.api.frontier;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lipsweep.persistence.frontier.NamedFrontier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A frontier that has a name.
 *
 * @param sha256 of the definition's canonical JSON
 * @param changedAt when its points were last seen to have changed; null if never
 * @param warnings what in the definition may not be meant; left out if there is none
 */
record NamedFrontierView(
    String name,
    String sha256,
    Map<String, Object> definition,
    Instant createdAt,
    @Nullable Instant changedAt,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {
  static NamedFrontierView of(NamedFrontier frontier, List<String> warnings) {
    return new NamedFrontierView(
        frontier.name(),
        frontier.sha256(),
        frontier.definition().tree(),
        frontier.createdAt(),
        frontier.changedAt(),
        warnings);
  }
}
