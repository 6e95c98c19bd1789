package dev.lipsweep.scheduler.launcher.slurm;

import dev.lipsweep.scheduler.launcher.Engine;
import dev.lipsweep.scheduler.launcher.EngineFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Pilot jobs: each is one worker. Requeue and preemption are Slurm's business, and what it says of
 * a job is never taken for the state of a trial. Accounting is not needed.
 */
final class SlurmEngine implements Engine {
  /** {@code sbatch --parsable} prints the id, and the cluster's name if there are several. */
  private static final Pattern SUBMITTED = Pattern.compile("(\\d+)(;.*)?");

  private final SlurmCommands commands;
  private final SlurmProperties properties;
  private final String pool;
  private final String user;
  private final Path logs;
  private final Path token;
  private final Supplier<String> script;

  /**
   * @param pool the name of all its jobs
   * @param logs folder for their output
   * @param token the file that the script names
   */
  SlurmEngine(
      SlurmCommands commands,
      SlurmProperties properties,
      String pool,
      String user,
      Path logs,
      Path token,
      Supplier<String> script) {
    this.commands = commands;
    this.properties = properties;
    this.pool = pool;
    this.user = user;
    this.logs = logs;
    this.token = token;
    this.script = script;
  }

  @Override
  public String name() {
    return "slurm";
  }

  @Override
  public List<Job> jobs() throws EngineFailure, InterruptedException {
    return Queue.read(
        commands.run(
            List.of(
                "squeue",
                "--noheader",
                "--name=" + pool,
                "--user=" + user,
                "--format=" + Queue.FORMAT),
            ""));
  }

  @Override
  public String submit() throws EngineFailure, InterruptedException {
    requirePrivateToken();
    String printed = commands.run(submission(), script.get()).strip();
    Matcher id = SUBMITTED.matcher(printed);
    if (!id.matches()) {
      throw new EngineFailure("sbatch printed what is no job's id: '%s'".formatted(printed));
    }
    return id.group(1);
  }

  /** Only a pending job: between squeue and now it may have begun. */
  @Override
  public void withdraw(Job job) throws EngineFailure, InterruptedException {
    commands.run(List.of("scancel", "--state=PENDING", job.id()), "");
  }

  private List<String> submission() {
    var words =
        new ArrayList<>(
            List.of(
                "sbatch",
                "--parsable",
                "--job-name=" + pool,
                "--nodes=1",
                "--ntasks=1",
                "--requeue",
                "--open-mode=append",
                "--output=" + logs.resolve("worker-slurm-%j.log")));
    if (properties.timeLimit() != null) {
      words.add("--time=" + properties.timeLimit().toMinutes());
      words.add("--signal=B:TERM@" + properties.warnBefore().toSeconds());
    }
    if (properties.gpus() > 0) {
      words.add("--gres=gpu:" + properties.gpus());
    }
    add(words, "--partition", properties.partition());
    add(words, "--account", properties.account());
    add(words, "--cpus-per-task", properties.cpus());
    add(words, "--mem", properties.memory());
    words.addAll(properties.flags());
    return words;
  }

  private static void add(List<String> words, String flag, @Nullable Object value) {
    if (value != null) {
      words.add(flag + "=" + value);
    }
  }

  /** The jobs read it from a shared file system, where others have eyes too. */
  private void requirePrivateToken() throws EngineFailure {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(token);
      permissions.removeAll(
          Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
      if (!permissions.isEmpty()) {
        throw new EngineFailure(
            "the token in %s can be read by others: chmod 600 it".formatted(token));
      }
      Files.createDirectories(logs);
    } catch (IOException | UnsupportedOperationException e) {
      throw new EngineFailure(
          "the token for workers, %s, cannot be looked at (%s): set lipsweep.pool.token-file"
              .formatted(token, e),
          e);
    }
  }
}
