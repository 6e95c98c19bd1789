package dev.lipsweep.domain.trainer;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line on the trainer's standard input: JSON with {@code type} = the record's simple name. End of
 * input means stop with a checkpoint.
 */
public sealed interface TrainerCommand {
  /**
   * Train one trial.
   *
   * @param directory an existing folder for this attempt's checkpoints
   * @param checkpoint file to go on from; null for a trial from the start
   * @param dataDirectory folder with downloaded data sets; null if none was configured
   * @param checkpointSeconds time between two checkpoints
   */
  record Train(
      String attemptId,
      String recipe,
      int recipeVersion,
      Map<String, Object> parameters,
      long seed,
      String directory,
      @Nullable String checkpoint,
      @Nullable String dataDirectory,
      double checkpointSeconds)
      implements TrainerCommand {}

  /** Stop the running trial; {@code how} says with what end. */
  record Stop(How how) implements TrainerCommand {
    /** CANCEL keeps nothing, RELEASE writes a checkpoint, FINISH evaluates and completes early. */
    public enum How {
      CANCEL,
      RELEASE,
      FINISH
    }
  }
}
