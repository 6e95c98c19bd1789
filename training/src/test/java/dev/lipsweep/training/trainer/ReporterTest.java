package dev.lipsweep.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.trainer.TrainerEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class ReporterTest {
  @Test
  void the_first_step_is_told_at_once_also_after_a_checkpoint() {
    for (long firstStep : new long[] {0, 70}) {
      var told = new CopyOnWriteArrayList<TrainerEvent>();
      try (var reporter = new Reporter(told::add, "a", firstStep, 100)) {
        reporter.trained(firstStep + 1, 2.5);
        assertThat(steps(told)).contains(firstStep + 1);
      }
    }
  }

  private static List<Long> steps(List<TrainerEvent> told) {
    return told.stream()
        .filter(TrainerEvent.Progress.class::isInstance)
        .map(event -> ((TrainerEvent.Progress) event).step())
        .toList();
  }
}
