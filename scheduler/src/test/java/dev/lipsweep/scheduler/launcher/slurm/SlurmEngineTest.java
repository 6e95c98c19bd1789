package dev.lipsweep.scheduler.launcher.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.scheduler.launcher.Engine.Job;
import dev.lipsweep.scheduler.launcher.Engine.Phase;
import dev.lipsweep.scheduler.launcher.EngineFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How it behaves when Slurm fails; what Slurm does when it works is the suite slurm's matter. */
class SlurmEngineTest {
  @TempDir Path bin;
  @TempDir Path home;
  private Path token;
  private SlurmEngine engine;

  @BeforeEach
  void open() throws IOException {
    token = Files.writeString(home.resolve("worker.token"), "lsw_a_secret");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    var properties =
        new SlurmProperties(
            null,
            null,
            "gpu",
            "physics",
            Duration.ofHours(4),
            Duration.ofSeconds(90),
            2,
            4,
            "8G",
            List.of("--constraint=a100"),
            null,
            null,
            List.of("module load java"),
            null,
            Duration.ofSeconds(2));
    var environment =
        Map.of(
            "PATH", "/usr/bin:/bin",
            "LIPSWEEP_DATABASE_PASSWORD", "a database's secret",
            "LIPSWEEP_TOKEN", "lsw_a_secret");
    engine =
        new SlurmEngine(
            new SlurmCommands(bin, Duration.ofSeconds(2), environment),
            properties,
            "test",
            "me",
            home.resolve("logs"),
            token,
            () ->
                new JobScript(
                        "/opt/lip sweep/lipsweep",
                        List.of("worker", "--server", "http://host:8420"),
                        token.toString(),
                        "/tmp/it's mine",
                        properties.setup())
                    .text());
  }

  @Test
  void a_job_asks_for_what_was_configured_and_carries_no_secret() throws Exception {
    fake("sbatch", "echo \"$@\" > %s/args; env > %s/env; cat > %s/script; echo '17;cluster'");
    assertThat(engine.submit()).isEqualTo("17");
    assertThat(home.resolve("args"))
        .content()
        .contains(
            "--job-name=test",
            "--time=240 --signal=B:TERM@90 --gres=gpu:2 --partition=gpu --account=physics"
                + " --cpus-per-task=4 --mem=8G --constraint=a100");
    assertThat(home.resolve("script"))
        .content()
        .startsWith("#!/bin/bash\n")
        .contains("module load java")
        .contains("export LIPSWEEP_HOME='/tmp/it'\\''s mine'")
        .contains("exec '/opt/lip sweep/lipsweep' 'worker' '--server' 'http://host:8420'");
    for (String file : List.of("args", "env", "script")) {
      assertThat(home.resolve(file)).content().doesNotContain("secret");
    }
  }

  @Test
  void an_unclear_answer_is_a_failure_and_not_an_empty_queue() throws Exception {
    fake("squeue", "echo '17|RUNNING|None'; echo 'slurm_load_jobs error: Invalid job id'");
    failsWith("no job: 'slurm_load_jobs error");
    fake("squeue", "echo 'Unable to contact slurm controller' >&2; exit 1");
    failsWith("status 1: Unable to contact");
    Files.delete(bin.resolve("squeue"));
    failsWith("squeue cannot be run here");
    fake("sbatch", "echo 'Submitted batch job 17'");
    assertThatThrownBy(engine::submit).isInstanceOf(EngineFailure.class).hasMessageContaining("id");
  }

  @Test
  void a_command_that_ends_without_reading_its_input_is_still_heard() throws Exception {
    fake("sbatch", "exec 0<&-; echo 17");
    // more than a pipe holds, so that writing fails for certain
    String input = "#\n".repeat(100_000);
    assertThat(
            new SlurmCommands(bin, Duration.ofSeconds(20), System.getenv())
                .run(List.of("sbatch"), input))
        .isEqualTo("17\n");
  }

  @Test
  void a_command_that_hangs_is_given_up() throws Exception {
    fake("squeue", "sleep 600");
    failsWith("has not answered within PT2S");
  }

  @Test
  void states_are_told_apart() throws Exception {
    fake(
        "squeue",
        "printf '1|PENDING|Resources\\n2|RUNNING|None\\n3|PENDING|JobHeldAdmin\\n4|COMPLETING|None\\n5|SUSPENDED|None\\n6|PENDING|launch failed requeued held\\n'");
    assertThat(engine.jobs())
        .containsExactly(
            new Job("1", Phase.WAITING),
            new Job("2", Phase.RUNNING),
            new Job("3", Phase.HELD),
            new Job("4", Phase.ENDING),
            new Job("5", Phase.RUNNING),
            new Job("6", Phase.HELD));
    fake("squeue", ":");
    assertThat(engine.jobs()).isEmpty();
  }

  @Test
  void a_token_that_others_can_read_is_refused() throws Exception {
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(engine::submit)
        .isInstanceOf(EngineFailure.class)
        .hasMessageContaining("chmod 600");
  }

  private void failsWith(String words) {
    assertThatThrownBy(engine::jobs).isInstanceOf(EngineFailure.class).hasMessageContaining(words);
  }

  private void fake(String command, String text) throws IOException {
    Path file = bin.resolve(command);
    Files.writeString(file, "#!/bin/sh\n" + text.replace("%s", home.toString()) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
