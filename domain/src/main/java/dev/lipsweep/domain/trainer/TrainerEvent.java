package dev.lipsweep.domain.trainer;

import dev.lipsweep.domain.wire.MetricChunk;
import dev.lipsweep.domain.wire.Outcome;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line on the trainer's standard output: JSON with {@code type} = the record's simple name. */
public sealed interface TrainerEvent {
  /** The engine is loaded, the trainer can take a trial; sent once. */
  record Ready(Map<String, Integer> recipes, Map<String, String> provenance)
      implements TrainerEvent {}

  /** At least every second while training. */
  record Progress(
      String attemptId, long step, long steps, @Nullable Double loss, double stepsPerSecond)
      implements TrainerEvent {}

  record Metrics(String attemptId, List<MetricChunk> chunks) implements TrainerEvent {}

  /**
   * A checkpoint is complete on disk. All metrics up to {@code step} have been sent before it, so
   * that a later attempt which goes on from it leaves no gap.
   */
  record Checkpoint(String attemptId, String file, String sha256, long step, long sizeBytes)
      implements TrainerEvent {}

  /**
   * The trial's end; the trainer waits for the next command. The final checkpoint has been sent
   * before a Completed or Released.
   */
  record Ended(String attemptId, Outcome outcome) implements TrainerEvent {}
}
