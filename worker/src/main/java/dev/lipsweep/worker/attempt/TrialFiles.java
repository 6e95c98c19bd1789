package dev.lipsweep.worker.attempt;

import dev.lipsweep.domain.trainer.TrainerCommand;
import dev.lipsweep.domain.wire.Lease;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where trials find and leave files.
 *
 * @param attempts folder with one folder an attempt
 * @param data folder with data sets; null if none was configured
 * @param checkpointInterval time between two checkpoints
 */
public record TrialFiles(Path attempts, @Nullable Path data, Duration checkpointInterval) {
  /** Drops what attempts of a killed agent left. */
  public void clear() {
    AttemptFolder.deleteTree(attempts);
  }

  TrainerCommand.Train command(Lease lease, Path folder, @Nullable Path checkpoint) {
    return new TrainerCommand.Train(
        lease.attemptId().toString(),
        lease.recipe(),
        lease.recipeVersion(),
        lease.parameters(),
        lease.seed(),
        folder.toString(),
        checkpoint == null ? null : checkpoint.toString(),
        data == null ? null : data.toString(),
        checkpointInterval.toNanos() / 1e9);
  }
}
