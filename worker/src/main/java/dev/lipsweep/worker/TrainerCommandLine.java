package dev.lipsweep.worker;

import dev.lipsweep.worker.trainer.ShellWords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The trainer's program and arguments: LIPSWEEP_TRAINER, or this checkout's own trainer. */
final class TrainerCommandLine {
  private TrainerCommandLine() {}

  /**
   * @throws IllegalArgumentException there is none to be found, with what to do about it
   */
  static List<String> of(Map<String, String> environment, Path home, int threads) {
    String given = environment.getOrDefault("LIPSWEEP_TRAINER", "");
    if (!given.isBlank()) {
      return ShellWords.split(given);
    }
    String root = environment.getOrDefault("LIPSWEEP_ROOT", "");
    Path jar = Path.of(root, "training/target/lipsweep-training.jar").toAbsolutePath();
    if (root.isBlank() || !Files.exists(jar)) {
      throw new IllegalArgumentException(
          "no trainer at "
              + jar
              + ": set LIPSWEEP_ROOT to the folder of lipsweep (the lipsweep script does),"
              + " or LIPSWEEP_TRAINER to a command line");
    }
    String java =
        environment.getOrDefault(
            "LIPSWEEP_JAVA", Path.of(System.getProperty("java.home"), "bin/java").toString());
    return List.of(
        java,
        "-Xmx512m",
        "--enable-native-access=ALL-UNNAMED",
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:ErrorFile=" + home.resolve("logs/trainer-crash-%p.log"),
        "-Dai.djl.pytorch.num_interop_threads=1",
        "-Dai.djl.pytorch.num_threads=" + threads,
        "-cp",
        jar + ":" + jar.resolveSibling("lib") + "/*",
        "dev.lipsweep.training.trainer.TrainerMain");
  }
}
