package dev.lipsweep.training.trainer;

import dev.lipsweep.domain.digest.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.HexFormat;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/**
 * What code it was, to the byte: a version number stands for many builds. Of the classes and
 * resources in the jar, not of the jar, which has the time of its making in it.
 */
final class CodeDigest {
  private static final int DIGITS = 12;

  private CodeDigest() {}

  /** Twelve digits, or {@code unpackaged} for classes in a folder. */
  static String of(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      return "unpackaged";
    }
    try {
      Path place = Path.of(source.getLocation().toURI());
      return Files.isRegularFile(place) ? ofJar(place) : "unpackaged";
    } catch (URISyntaxException e) {
      throw new IllegalStateException("classes come from " + source.getLocation(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String ofJar(Path file) throws IOException {
    try (var jar = new JarFile(file.toFile())) {
      String content =
          jar.stream()
              .filter(entry -> !entry.isDirectory() && !entry.getName().startsWith("META-INF/"))
              .map(CodeDigest::line)
              .sorted()
              .collect(Collectors.joining());
      byte[] hash = Sha256.digest().digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    }
  }

  private static String line(ZipEntry entry) {
    return "%s %08x %d\n".formatted(entry.getName(), entry.getCrc(), entry.getSize());
  }
}
