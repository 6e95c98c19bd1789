package dev.lipsweep.training.trainer;

import ai.djl.ndarray.NDManager;
import dev.lipsweep.domain.trainer.TrainerCommand;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.training.checkpoint.Checkpoint;
import dev.lipsweep.training.checkpoint.CheckpointReader;
import dev.lipsweep.training.data.DataSet;
import dev.lipsweep.training.engine.Torch;
import dev.lipsweep.training.learner.Learner;
import dev.lipsweep.training.learner.Learners;
import dev.lipsweep.training.recipe.Plan;
import dev.lipsweep.training.recipe.RecipePlans;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One attempt at one trial, from its command to its outcome: loads what {@link Training} needs. */
final class TrialRun {
  private final TrainerCommand.Train command;
  private final StopSignal stop;
  private final Events events;
  private final Map<String, String> provenance;

  TrialRun(
      TrainerCommand.Train command,
      StopSignal stop,
      Events events,
      Map<String, String> provenance) {
    this.command = command;
    this.stop = stop;
    this.events = events;
    this.provenance = provenance;
  }

  /**
   * @throws dev.lipsweep.domain.problem.InvalidInput if the parameters are not the recipe's
   * @throws dev.lipsweep.training.data.DataMissing if the data is not there
   * @throws dev.lipsweep.training.checkpoint.BadCheckpoint if the checkpoint cannot be gone on from
   */
  Outcome run() throws IOException {
    Plan plan =
        RecipePlans.plan(
            command.recipe(),
            command.recipeVersion(),
            command.parameters(),
            path(command.dataDirectory()));
    // as the server has it: parameters that the recipe has gained since are not part of it
    String configuration = plan.configuration().only(command.parameters().keySet()).hash();
    var identity =
        new Checkpoint.Identity(
            command.recipe(), command.recipeVersion(), configuration, command.seed());
    // the data first: where it is missing there is nothing to set up
    try (NDManager manager = Torch.newManager();
        DataSet data = plan.source().load(manager);
        Learner learner =
            Learners.create(
                plan.network(),
                plan.optimizer(),
                plan.constraint(),
                plan.schedule(),
                plan.dtype(),
                plan.loss(),
                command.seed())) {
      Checkpoint start = start(identity);
      long first = 0;
      if (start != null) {
        learner.restore(start.weights(), start.optimizerState());
        first = start.step();
      }
      try (var reporter = new Reporter(events, command.attemptId(), first, plan.steps())) {
        var checkpoints =
            new Checkpoints(command.attemptId(), identity, Path.of(command.directory()), reporter);
        return new Training(
                plan,
                command.seed(),
                command.checkpointSeconds(),
                learner,
                data,
                checkpoints,
                reporter,
                stop,
                provenance)
            .run(first, start != null && start.owesValidation());
      }
    }
  }

  private @Nullable Checkpoint start(Checkpoint.Identity identity) throws IOException {
    Path file = path(command.checkpoint());
    return file == null ? null : CheckpointReader.read(file, identity);
  }

  private static @Nullable Path path(@Nullable String text) {
    return text == null ? null : Path.of(text);
  }
}
