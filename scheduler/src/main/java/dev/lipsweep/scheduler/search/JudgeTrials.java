package dev.lipsweep.scheduler.search;

import dev.lipsweep.domain.stopping.Judge;
import dev.lipsweep.domain.stopping.Mark;
import dev.lipsweep.domain.wire.Directive;
import dev.lipsweep.domain.wire.MetricBatch;
import dev.lipsweep.domain.wire.MetricChunk;
import dev.lipsweep.persistence.search.Rungs;
import dev.lipsweep.persistence.search.Rungs.Judged;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds a running trial against its sweep's stopping rule whenever a validation brings it to a
 * rung. The mark, the verdict and the directive are written together; metrics that are sent again
 * after a lost answer find the mark, change nothing, and get the same answer.
 */
@Component
public class JudgeTrials {
  private static final String ACCURACY = "validation/accuracy";
  private static final String BOUND = "bound/certified-quick";

  private final Rungs rungs;

  JudgeTrials(Rungs rungs) {
    this.rungs = rungs;
  }

  /** Call it when the metrics are stored. Returns what the attempt is to do then. */
  @Transactional
  public Directive validated(UUID attempt, MetricBatch batch) {
    List<MetricChunk> validations =
        batch.chunks().stream().filter(chunk -> chunk.series().equals(ACCURACY)).toList();
    if (validations.isEmpty()) {
      return Directive.CONTINUE;
    }
    Judged trial = rungs.judged(attempt, batch.epoch()).orElse(null);
    if (trial == null) {
      return Directive.CONTINUE;
    }
    validations.forEach(chunk -> judge(attempt, trial, chunk));
    return rungs.directive(trial);
  }

  private void judge(UUID attempt, Judged trial, MetricChunk chunk) {
    for (int i = 0; i < chunk.steps().size(); i++) {
      long step = chunk.steps().get(i);
      Double accuracy = chunk.values().get(i);
      int rung = trial.stopping().reached(step, trial.steps());
      if (rung >= 0 && accuracy != null) {
        judge(trial, rung, step, new Mark(accuracy, rungs.bound(attempt, BOUND, step)));
      }
    }
  }

  private void judge(Judged trial, int rung, long step, Mark mine) {
    List<Mark> others = rungs.marks(trial.sweepId(), rung);
    if (rungs.reach(trial, rung, step, mine)) {
      Judge.verdict(trial.stopping(), rung, mine, others)
          .ifPresent(verdict -> rungs.stop(trial, rung, verdict));
    }
  }
}
