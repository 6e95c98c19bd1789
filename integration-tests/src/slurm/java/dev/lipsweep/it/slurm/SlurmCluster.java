package dev.lipsweep.it.slurm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real Slurm with two nodes on this machine, made by {@code cluster.sh}. */
final class SlurmCluster implements AutoCloseable {
  private static final Path SCRIPT = Path.of("src/slurm/sh/cluster.sh").toAbsolutePath();

  private final Path folder;

  SlurmCluster(Path folder) throws Exception {
    this.folder = folder;
    script("up", folder.toString());
  }

  Path conf() {
    return folder.resolve("slurm.conf");
  }

  /** The pool's jobs as {@code id state node}, such as {@code 3 RUNNING alpha}. */
  List<String> jobs() throws Exception {
    return run("squeue", "--noheader", "--name=lipsweep", "--format=%i %T %N").lines().toList();
  }

  String run(String... command) throws Exception {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SLURM_CONF", conf().toString());
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + out);
    }
    return out.strip();
  }

  /** As a node that dies; the jobs on it do not notice. */
  void killNode(String node) throws IOException {
    long pid =
        Long.parseLong(Files.readString(folder.resolve("run/slurmd-" + node + ".pid")).strip());
    ProcessHandle daemon = ProcessHandle.of(pid).orElseThrow();
    daemon.destroyForcibly();
    daemon.onExit().join();
  }

  void startNode(String node) throws Exception {
    script("node", folder.toString(), node);
  }

  /** The process of this worker. */
  Optional<ProcessHandle> agent(String worker) {
    return ProcessHandle.allProcesses()
        .filter(process -> words(process).contains("dev.lipsweep.worker.WorkerMain"))
        .filter(process -> words(process).contains(worker))
        .findFirst();
  }

  List<ProcessHandle> trainers(ProcessHandle agent) {
    return agent
        .children()
        .filter(child -> words(child).contains("dev.lipsweep.training.trainer.TrainerMain"))
        .toList();
  }

  /** What the kernel says that a process was started with. */
  static Optional<String> variable(ProcessHandle process, String name) throws IOException {
    return split(process, "environ").stream()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst();
  }

  static void signal(ProcessHandle process, String signal) throws Exception {
    new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor();
  }

  private static List<String> words(ProcessHandle process) {
    try {
      return split(process, "cmdline");
    } catch (IOException gone) {
      return List.of();
    }
  }

  private static List<String> split(ProcessHandle process, String file) throws IOException {
    return List.of(Files.readString(Path.of("/proc/" + process.pid() + "/" + file)).split("\0"));
  }

  private static void script(String... words) throws Exception {
    var command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
    command.addAll(List.of(words));
    Path log = Files.createTempFile("lipsweep-slurm", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ":\n" + Files.readString(log));
    }
    Files.delete(log);
  }

  @Override
  public void close() throws Exception {
    script("down", folder.toString());
  }
}
