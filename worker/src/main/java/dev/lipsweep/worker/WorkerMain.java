package dev.lipsweep.worker;

import dev.lipsweep.domain.tls.Authorities;
import dev.lipsweep.worker.attempt.AttemptTiming;
import dev.lipsweep.worker.json.WireJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code lipsweep worker}. */
@Command(
    name = "lipsweep worker",
    description = "Trains trials that the server hands out, one per slot, until it is stopped.",
    footer = {
      "",
      "SIGTERM or Ctrl-C: trials are given back with a checkpoint; a second one ends at once.",
      "Exit status: 0 drained or idle, 2 usage, 70 cannot start, 75 such a worker runs already,",
      "77 token not accepted.",
      "LIPSWEEP_TRAINER may hold the command line of another trainer,",
      "LIPSWEEP_CA a PEM file with the authority behind the server's certificate."
    },
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class WorkerMain implements Callable<Integer> {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${env:LIPSWEEP_SERVER:-http://127.0.0.1:8420}",
      description = "the server (default: ${DEFAULT-VALUE}; env LIPSWEEP_SERVER)")
  private URI server = URI.create("http://127.0.0.1:8420");

  @Option(
      names = "--token",
      paramLabel = "T",
      defaultValue = "${env:LIPSWEEP_TOKEN}",
      description = "a token with scope worker (env LIPSWEEP_TOKEN)")
  private @Nullable String token;

  @Option(
      names = "--token-file",
      paramLabel = "F",
      description = "a file with the token (default: worker.token in the home)")
  private @Nullable Path tokenFile;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "trials at a time (default: as many as the cores allow, or --slots-per-gpu)")
  private @Nullable Integer slots;

  @Option(
      names = "--device",
      paramLabel = "D",
      defaultValue = "auto",
      description = {
        "what to train on: cpu, cuda (every GPU), cuda:0, cuda:0,1, or auto: GPUs if there are any",
        "and PYTORCH_LIBRARY_PATH is a libtorch for CUDA (default: ${DEFAULT-VALUE})"
      })
  private String device = "auto";

  @Option(
      names = "--slots-per-gpu",
      paramLabel = "N",
      defaultValue = "1",
      description = "trials at a time on each GPU, if --slots does not say (default: 1)")
  private int slotsPerGpu = 1;

  @Option(
      names = "--threads-per-slot",
      paramLabel = "N",
      defaultValue = "1",
      description = "threads that a trial computes with (default: ${DEFAULT-VALUE})")
  private int threadsPerSlot = 1;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "this worker's name, one per home (default: the host's name)")
  private @Nullable String name;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      defaultValue = "${env:LIPSWEEP_HOME:-${sys:user.home}/.lipsweep}",
      description = "where files are kept (default: ${DEFAULT-VALUE}; env LIPSWEEP_HOME)")
  private Path home = Path.of(".lipsweep");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:LIPSWEEP_DATA}",
      description = "data sets (default: data in the home; env LIPSWEEP_DATA)")
  private @Nullable Path data;

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "what the server may tell workers apart by; may be repeated")
  private Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "TIME",
      defaultValue = "${env:LIPSWEEP_CHECKPOINT_INTERVAL:-15s}",
      converter = Durations.class,
      description = "time between two checkpoints of a trial (default: ${DEFAULT-VALUE})")
  private Duration checkpointInterval = Duration.ofSeconds(15);

  @Option(
      names = "--idle-exit",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "leave after so long without a trial or a server (default: stay)")
  private @Nullable Duration idleExit;

  @Option(names = "--json-logs", description = "log as JSON lines on the standard error")
  private boolean jsonLogs;

  @Option(names = "--json", description = "status as JSON lines on the standard output")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "show this and exit")
  private boolean help;

  public static void main(String[] args) {
    System.exit(new CommandLine(new WorkerMain()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (jsonLogs) {
      WorkerLog.asJson();
    }
    trust(System.getenv("LIPSWEEP_CA"));
    List<TrainingDevice> devices = devices();
    String who = name == null ? Machine.host() : name;
    if (!NAME.matcher(who).matches()) {
      throw usage("--name is 1 to 64 letters, digits, '.', '_' or '-', not '" + who + "'");
    }
    Path place = home.toAbsolutePath().normalize();
    Files.createDirectories(place);
    Path lockFile = place.resolve("worker-" + who + ".lock");
    Optional<WorkerLock> lock = WorkerLock.tryAcquire(lockFile);
    if (lock.isEmpty()) {
      System.err.printf(
          "worker %s runs already on %s (%s); give another --name or --home%n",
          who, place, WorkerLock.owner(lockFile));
      return ExitStatus.ALREADY_RUNNING;
    }
    try (WorkerLock kept = lock.get()) {
      return work(settings(who, place, devices));
    }
  }

  private List<TrainingDevice> devices() throws InterruptedException {
    int cores = Machine.cores();
    if (threadsPerSlot < 1 || slotsPerGpu < 1 || (slots != null && slots < 1)) {
      throw usage("--slots, --slots-per-gpu and --threads-per-slot are 1 or more");
    }
    int most = Math.max(1, cores / threadsPerSlot);
    List<TrainingDevice> devices;
    try {
      devices = new DeviceChoice(device, System.getenv()).devices(slots, slotsPerGpu, most);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    long wanted = devices.stream().mapToLong(d -> d.device().slots()).sum();
    if (wanted * threadsPerSlot > cores) {
      throw usage(
          ("%d slots with %d threads each need %d cores, this machine has %d: trials that share"
                  + " cores slow each other down many times; give --slots %d")
              .formatted(wanted, threadsPerSlot, wanted * threadsPerSlot, cores, most));
    }
    return devices;
  }

  private int work(WorkerSettings settings) {
    JsonMapper mapper = WireJson.mapper();
    var agent = new Agent(settings, mapper, new Journal(json ? System.out : null, mapper));
    Signals.onFirst(agent::drain);
    return agent.run();
  }

  private WorkerSettings settings(String who, Path place, List<TrainingDevice> devices)
      throws IOException {
    int all = devices.stream().mapToInt(d -> d.device().slots()).sum();
    try {
      return new WorkerSettings(
          server,
          token(place),
          who,
          place,
          data(place),
          devices,
          threadsPerSlot,
          labels,
          checkpointInterval,
          TrainerCommandLine.of(System.getenv(), place, threadsPerSlot),
          Machine.memoryBytes() / 10 * 8 / all,
          WorkerSettings.USUAL_TRIALS_PER_TRAINER,
          idleExit,
          WorkerSettings.USUAL_DRAIN,
          AttemptTiming.USUAL);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private String token(Path place) throws IOException {
    if (token != null && !token.isBlank()) {
      return token.strip();
    }
    Path file = tokenFile == null ? place.resolve("worker.token") : tokenFile;
    if (!Files.isReadable(file)) {
      throw usage(
          "no token: %s cannot be read; give --token or --token-file, or start the server first,"
                  .formatted(file)
              + " which writes worker.token to its home");
    }
    return Files.readString(file).strip();
  }

  /** It may come into being later: a trial looks when it needs it. */
  private Path data(Path place) {
    return data == null ? place.resolve("data") : data.toAbsolutePath();
  }

  /** A server whose certificate no public authority signed is believed by this file. */
  private void trust(@Nullable String authorities) {
    if (authorities == null || authorities.isBlank()) {
      return;
    }
    try {
      SSLContext.setDefault(Authorities.trusting(Path.of(authorities)));
    } catch (IOException e) {
      throw usage("LIPSWEEP_CA names no certificates in PEM form: " + authorities);
    }
  }

  private ParameterException usage(String message) {
    CommandSpec own = spec;
    if (own == null) {
      throw new IllegalStateException("picocli sets the spec: indicates a bug");
    }
    return new ParameterException(own.commandLine(), message);
  }
}
