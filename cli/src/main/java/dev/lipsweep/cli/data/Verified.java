package dev.lipsweep.cli.data;

import dev.lipsweep.domain.data.KnownData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
      if (!Files.isRegularFile(path) || !sha256(path).equals(file.getValue())) {
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
      String sha256 = sha256(path);
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

  static String sha256(Path file) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
