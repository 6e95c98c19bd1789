package dev.lipsweep.worker;

import dev.lipsweep.domain.wire.WorkerRegistration.Device;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The NVIDIA GPUs that this process may use: those that nvidia-smi lists, in the order and choice
 * of CUDA_VISIBLE_DEVICES, which nvidia-smi itself does not heed.
 */
final class Gpus {
  private static final String NVIDIA_SMI = "nvidia-smi";
  private static final int COLUMNS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Gpus() {}

  /**
   * A GPU as the machine counts them.
   *
   * @param name may hold commas, and is therefore asked for last
   */
  private record Row(String index, String uuid, long memory, long free, String name) {
    boolean isMeantBy(String entry) {
      return entry.equals(index) || (entry.startsWith("GPU-") && uuid.startsWith(entry));
    }
  }

  /**
   * Empty on a machine without nvidia-smi.
   *
   * @throws IOException if there is one and it fails, hangs or cannot be understood
   */
  static List<TrainingDevice> detect(Map<String, String> environment)
      throws IOException, InterruptedException {
    Optional<Path> program = find(environment.getOrDefault("PATH", ""));
    if (program.isEmpty()) {
      return List.of();
    }
    return visible(read(ask(program.get())), environment.get("CUDA_VISIBLE_DEVICES"));
  }

  /** As CUDA reads it: the first entry that names no GPU hides those after it. */
  private static List<TrainingDevice> visible(List<Row> rows, @Nullable String choice) {
    List<String> entries =
        choice == null
            ? rows.stream().map(Row::index).toList()
            : List.of(choice.strip().split("\\s*,\\s*"));
    var devices = new ArrayList<TrainingDevice>();
    for (String entry : entries) {
      Optional<Row> row = rows.stream().filter(r -> r.isMeantBy(entry)).findFirst();
      if (row.isEmpty()) {
        break;
      }
      Row gpu = row.get();
      devices.add(
          new TrainingDevice(
              new Device("cuda", devices.size(), gpu.name(), gpu.memory(), gpu.free(), 1), entry));
    }
    return List.copyOf(devices);
  }

  private static List<Row> read(String text) throws IOException {
    var rows = new ArrayList<Row>();
    for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
      String[] words = line.split("\\s*,\\s*", COLUMNS);
      try {
        rows.add(
            new Row(
                words[0].strip(),
                words[1],
                Long.parseLong(words[2]) << 20,
                Long.parseLong(words[3]) << 20,
                words[4].strip()));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        throw new IOException("nvidia-smi printed what is no GPU: '%s'".formatted(line), e);
      }
    }
    return rows;
  }

  private static String ask(Path program) throws IOException, InterruptedException {
    // its children may keep a pipe open after it was killed; a file does not mind
    Path out = Files.createTempFile("lipsweep-gpus", ".csv");
    try {
      Process process =
          new ProcessBuilder(
                  program.toString(),
                  "--query-gpu=index,uuid,memory.total,memory.free,name",
                  "--format=csv,noheader,nounits")
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IOException("nvidia-smi has not answered within " + PATIENCE);
      }
      String text = Files.readString(out);
      if (process.exitValue() != 0) {
        throw new IOException(
            "nvidia-smi failed with status %d: %s".formatted(process.exitValue(), text.strip()));
      }
      return text;
    } finally {
      Files.delete(out);
    }
  }

  private static Optional<Path> find(String path) {
    return List.of(path.split(File.pathSeparator)).stream()
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, NVIDIA_SMI))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
