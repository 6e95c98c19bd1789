package dev.lipsweep.scheduler.launcher.slurm;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a job asks the cluster for. Paths are those of the nodes.
 *
 * @param bin folder of Slurm's commands; null to find them by PATH
 * @param conf the file that SLURM_CONF names; null for the machine's own
 * @param partition null for the cluster's default, as with everything that may be null here
 * @param timeLimit of a job, in whole minutes
 * @param warnBefore time between the worker's SIGTERM and the limit: it writes its checkpoints then
 * @param gpus for each worker, as {@code --gres=gpu:N}
 * @param cpus for each worker
 * @param memory as {@code --mem} has it
 * @param flags of sbatch, further ones
 * @param command the launcher script; null for that of the server
 * @param home the worker's folder, best on a local disk; null for one under /tmp
 * @param setup lines of shell before the worker, such as {@code module load}. No secrets: everybody
 *     who may see the job sees its script
 * @param logs folder for the jobs' output, shared by the nodes; null for the server's own logs
 * @param patience how long a Slurm command may take before it is given up
 */
@ConfigurationProperties("lipsweep.slurm")
public record SlurmProperties(
    @Nullable Path bin,
    @Nullable Path conf,
    @Nullable String partition,
    @Nullable String account,
    @Nullable Duration timeLimit,
    @DefaultValue("60s") Duration warnBefore,
    @DefaultValue("0") int gpus,
    @Nullable Integer cpus,
    @Nullable String memory,
    @DefaultValue List<String> flags,
    @Nullable Path command,
    @Nullable Path home,
    @DefaultValue List<String> setup,
    @Nullable Path logs,
    @DefaultValue("20s") Duration patience) {
  public SlurmProperties {
    flags = List.copyOf(flags);
    setup = List.copyOf(setup);
    if (timeLimit != null && timeLimit.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException(
          "lipsweep.slurm.time-limit %s: Slurm counts in minutes, give 1m or more"
              .formatted(timeLimit));
    }
  }
}
