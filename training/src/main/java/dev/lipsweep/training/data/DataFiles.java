package dev.lipsweep.training.data;

import dev.lipsweep.domain.data.KnownData;
import dev.lipsweep.domain.digest.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files of a known data set on this machine.
 *
 * @param folder where they are
 */
record DataFiles(KnownData data, Path folder) {

  /**
   * Finds the files in the data directory or in the set's own folder there; each is verified when
   * it is read.
   *
   * @param recipe that needs them
   * @throws DataMissing with what is missing, where it was looked for and how to get it
   */
  static DataFiles in(@Nullable Path directory, KnownData data, String recipe) {
    if (directory == null) {
      throw new DataMissing(
          "%s needs %s, and this worker has no data folder. %s"
              .formatted(recipe, data.description(), how(data)));
    }
    Path inner = directory.resolve(data.folder());
    Path folder = Files.isDirectory(inner) ? inner : directory;
    String missing =
        data.sha256().keySet().stream()
            .filter(name -> !Files.isRegularFile(folder.resolve(name)))
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new DataMissing(
          "%s needs %s; looked in %s and %s. %s"
              .formatted(
                  recipe, missing, directory.toAbsolutePath(), inner.toAbsolutePath(), how(data)));
    }
    return new DataFiles(data, folder);
  }

  private static String how(KnownData data) {
    return "Run 'lipsweep data get %s', or start the worker with --data DIR or LIPSWEEP_DATA where DIR/%s has the files."
        .formatted(data.name(), data.folder());
  }

  List<String> names() {
    return List.copyOf(data.sha256().keySet());
  }

  /** SHA-256 of the list of digests and names, as {@code sha256sum} prints it. */
  String digest() {
    String list =
        data.sha256().entrySet().stream()
            .map(e -> e.getValue() + "  " + e.getKey() + "\n")
            .collect(Collectors.joining());
    return Sha256.of(list.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The bytes of a file.
   *
   * @throws DataMissing if they are not what they should be
   */
  byte[] read(String name) {
    Path file = folder.resolve(name).toAbsolutePath();
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new DataMissing("%s cannot be read: %s. Check its rights.".formatted(file, e));
    }
    String sha256 = Sha256.of(bytes);
    if (!sha256.equals(data.sha256().get(name))) {
      throw new DataMissing(
          "%s is not the official file: it has %d bytes and SHA-256 %s instead of %s. %s"
              .formatted(file, bytes.length, sha256, data.sha256().get(name), how(data)));
    }
    return bytes;
  }
}
