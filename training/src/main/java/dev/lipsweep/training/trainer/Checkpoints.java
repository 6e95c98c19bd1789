package dev.lipsweep.training.trainer;

import dev.lipsweep.domain.trainer.TrainerEvent;
import dev.lipsweep.training.checkpoint.Checkpoint;
import dev.lipsweep.training.checkpoint.CheckpointWriter;
import dev.lipsweep.training.checkpoint.Stored;
import dev.lipsweep.training.learner.Learner;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An attempt's checkpoints: {@code step-<n>.safetensors} in its folder. They are left there; the
 * worker deletes those that it has no more use for.
 */
final class Checkpoints {
  private final String attemptId;
  private final Checkpoint.Identity identity;
  private final Path folder;
  private final Reporter reporter;
  private @Nullable Stored last;
  private long lastStep = -1;
  private long lastNanos = System.nanoTime();

  Checkpoints(String attemptId, Checkpoint.Identity identity, Path folder, Reporter reporter) {
    this.attemptId = attemptId;
    this.identity = identity;
    this.folder = folder;
    this.reporter = reporter;
  }

  /** Since the last one, or since the attempt began. */
  double secondsSinceLast() {
    return (System.nanoTime() - lastNanos) / 1e9;
  }

  /** Writes and reports the learner's state, unless this step's is there already. */
  Stored save(Learner learner, long step, boolean owesValidation) throws IOException {
    Stored there = last;
    if (there != null && lastStep == step) {
      return there;
    }
    Stored stored =
        CheckpointWriter.write(
            new Checkpoint(
                identity, step, owesValidation, learner.weights(), learner.optimizerState()),
            folder.resolve("step-%d.safetensors".formatted(step)));
    reporter.checkpoint(
        new TrainerEvent.Checkpoint(
            attemptId, stored.file().toString(), stored.sha256(), step, stored.sizeBytes()));
    last = stored;
    lastStep = step;
    lastNanos = System.nanoTime();
    return stored;
  }
}
