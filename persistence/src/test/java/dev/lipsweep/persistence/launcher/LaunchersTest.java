package dev.lipsweep.persistence.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.persistence.DatabaseTest;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LaunchersTest extends DatabaseTest {
  private static final LauncherState QUIET =
      new LauncherState("pool a", "slurm", 2, 1, 1, 0, null, null);
  private static final LauncherState RESTS =
      new LauncherState(
          "pool a", "slurm", 4, 0, 0, 1, Instant.parse("2030-01-01T00:00:00Z"), "sbatch said no");

  @Autowired Launchers launchers;

  @BeforeEach
  void forget() {
    jdbc.sql("delete from launcher").update();
  }

  @Test
  void the_last_word_of_each_launcher_is_told() {
    launchers.note(QUIET);
    launchers.note(new LauncherState("local-0 on here", "local", 1, 1, 0, 0, null, null));
    launchers.note(RESTS);
    assertThat(launchers.list())
        .extracting(SeenLauncher::state)
        .containsExactly(
            new LauncherState("local-0 on here", "local", 1, 1, 0, 0, null, null), RESTS);
  }

  @Test
  void the_same_again_is_written_now_and_then_only() {
    launchers.note(QUIET);
    Instant first = launchers.list().getFirst().seenAt();
    launchers.note(QUIET);
    assertThat(launchers.list().getFirst().seenAt()).isEqualTo(first);
    jdbc.sql("update launcher set seen_at = now() - interval '11 s'").update();
    launchers.note(QUIET);
    assertThat(launchers.list().getFirst().seenAt()).isAfter(first);
  }

  @Test
  void who_has_been_silent_for_a_day_is_no_more() {
    launchers.note(QUIET);
    jdbc.sql("update launcher set seen_at = now() - interval '25 h'").update();
    assertThat(launchers.list()).isEmpty();
  }
}
