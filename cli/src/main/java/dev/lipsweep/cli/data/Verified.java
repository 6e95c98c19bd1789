package dev.lipsweep.cli.data;

import dev.lipsweep.domain.data.KnownData;
import dev.lipsweep.domain.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** The files of a data set in a folder, compared with what they should be. */
final class Verified {
  /** What came is not what it should be. */
  static final class WrongContent extends IOException {
    private static final long serialVersionUID = 1L;

    WrongContent(String message) {
      super(message);
    }
  }

  private Verified() {}

  /** Whether every file is there and right. */
  static boolean complete(KnownData data, Path folder) throws IOException {
    for (Map.Entry<String, String> file : data.sha256().entrySet()) {
      Path path = folder.resolve(file.getKey());
      if (!Files.isRegularFile(path) || !Sha256.of(path).equals(file.getValue())) {
        return false;
      }
    }
    return true;
  }

  /**
   * Moves every file from {@code staging} to {@code folder} once all of them are right.
   *
   * @throws WrongContent if one is not; nothing has been moved then
   */
  static void install(KnownData data, Path staging, Path folder) throws IOException {
    for (Map.Entry<String, String> file : data.sha256().entrySet()) {
      Path path = staging.resolve(file.getKey());
      if (!Files.isRegularFile(path)) {
        throw new WrongContent("what was fetched holds no " + file.getKey());
      }
      String sha256 = Sha256.of(path);
      if (!sha256.equals(file.getValue())) {
        throw new WrongContent(
            "%s is not the official file: SHA-256 %s instead of %s"
                .formatted(file.getKey(), sha256, file.getValue()));
      }
    }
    Files.createDirectories(folder);
    for (String name : data.sha256().keySet()) {
      Files.move(staging.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
