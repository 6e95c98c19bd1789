package dev.lipsweep.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.it.chaos.Incident.Concerns;
import dev.lipsweep.it.chaos.Incident.Kind;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Schedule.Shape EVERYTHING =
      new Schedule.Shape(8, 2, LEASE, EnumSet.allOf(Kind.class));

  @Test
  void the_same_seed_gives_the_same_incidents_and_another_one_others() {
    assertThat(incidents(7)).isEqualTo(incidents(7)).isNotEqualTo(incidents(8));
    assertThat(incidents(7).getFirst())
        .as("pinned, so that a seed of an old failure can be replayed")
        .hasToString("   3.0 s  KILL_DATABASE 0  for 2.9 s");
  }

  @Test
  void everything_happens_in_an_hour_to_everybody_and_within_the_time() {
    List<Incident> incidents = incidents(1);
    assertThat(incidents).extracting(Incident::kind).contains(Kind.values());
    assertThat(incidents.stream().filter(i -> i.kind().concerns == Concerns.WORKER))
        .extracting(Incident::target)
        .contains(0, 1, 2, 3, 4, 5, 6, 7)
        .allMatch(target -> target < 8);
    assertThat(incidents)
        .extracting(Incident::at)
        .isSorted()
        .allMatch(at -> at.compareTo(HOUR) < 0);
  }

  @Test
  void what_is_down_is_not_taken_down_again_and_a_stop_outlasts_the_lease() {
    for (long seed = 0; seed < 50; seed++) {
      List<Incident> incidents = incidents(seed);
      for (Incident later : incidents) {
        assertThat(incidents)
            .noneMatch(
                earlier ->
                    earlier != later
                        && earlier.kind().concerns == later.kind().concerns
                        && earlier.target() == later.target()
                        && earlier.at().compareTo(later.at()) <= 0
                        && earlier.end().compareTo(later.at()) >= 0);
        assertThat(later.kind() != Kind.STOP_AGENT || later.length().compareTo(LEASE) > 0).isTrue();
      }
    }
  }

  @Test
  void what_cannot_be_done_here_is_not_planned() {
    var shape = new Schedule.Shape(8, 2, LEASE, Schedule.allBut(Kind.FULL_DISK));
    assertThat(Schedule.of(1, shape, HOUR, Duration.ofSeconds(5)))
        .extracting(Incident::kind)
        .doesNotContain(Kind.FULL_DISK)
        .contains(Kind.KILL_DATABASE);
  }

  private static List<Incident> incidents(long seed) {
    return Schedule.of(seed, EVERYTHING, HOUR, Duration.ofSeconds(5));
  }
}
