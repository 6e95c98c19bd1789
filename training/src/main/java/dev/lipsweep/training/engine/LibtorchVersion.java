package dev.lipsweep.training.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which libtorch would be loaded. A libtorch of another version under the binding does not fail, it
 * crashes the process with SIGSEGV at some later call, so it is refused beforehand.
 */
final class LibtorchVersion {

  private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+\\.\\d+)");

  private LibtorchVersion() {}

  static void require(String expected) {
    String folder = System.getenv("PYTORCH_LIBRARY_PATH");
    String asked = Torch.environment("PYTORCH_VERSION");
    require(expected, folder == null ? null : Path.of(folder), asked);
    requireSame(
        expected, "the native binding", resource("/jnilib/pytorch.properties", "jni_version"));
  }

  /**
   * @param folder the lib folder of a libtorch outside the class path, {@code asked} the version
   *     the user says it has
   */
  static void require(String expected, @Nullable Path folder, @Nullable String asked) {
    if (asked != null) {
      requireSame(expected, "PYTORCH_VERSION", asked);
    }
    if (folder == null) {
      requireSame(
          expected,
          "libtorch on the class path",
          resource("/native/lib/pytorch.properties", "version"));
      return;
    }
    String found = versionOf(folder);
    if (found != null) {
      requireSame(expected, "libtorch in PYTORCH_LIBRARY_PATH=" + folder, found);
    } else if (asked == null) {
      throw new IllegalStateException(
          "PYTORCH_LIBRARY_PATH=%s does not say its version (no version.py or build-version above it): set PYTORCH_VERSION=%s if it is that version"
              .formatted(folder, expected));
    }
  }

  private static void requireSame(String expected, String what, @Nullable String found) {
    if (found == null) {
      throw new IllegalStateException(
          "%s is missing: put libtorch %s on the class path".formatted(what, expected));
    }
    Matcher matcher = VERSION.matcher(found);
    if (!matcher.find() || !matcher.group(1).equals(expected)) {
      throw new IllegalStateException(
          "%s is version %s, but the binding needs libtorch %s and would crash with another"
              .formatted(what, found, expected));
    }
  }

  /**
   * A pip package says its version in torch/version.py, a libtorch download in build-version; both
   * lie above lib.
   */
  private static @Nullable String versionOf(Path folder) {
    Path above = folder.toAbsolutePath().getParent();
    if (above == null) {
      return null;
    }
    for (String name : new String[] {"version.py", "build-version"}) {
      Path file = above.resolve(name);
      if (Files.isRegularFile(file)) {
        Matcher matcher = VERSION.matcher(read(file));
        return matcher.find() ? matcher.group(1) : null;
      }
    }
    return null;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the version of libtorch in " + file, e);
    }
  }

  private static @Nullable String resource(String path, String key) {
    try (InputStream in = LibtorchVersion.class.getResourceAsStream(path)) {
      if (in == null) {
        return null;
      }
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty(key);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }
}
