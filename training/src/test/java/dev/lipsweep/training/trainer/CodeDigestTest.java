package dev.lipsweep.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeDigestTest {
  @TempDir Path directory;

  @Test
  void the_same_classes_have_the_same_digest_whenever_and_in_whatever_order_they_were_packed()
      throws IOException {
    String first = CodeDigest.ofJar(jar("a.jar", 1_000_000_000_000L, "A.class", "B.class"));
    String second = CodeDigest.ofJar(jar("b.jar", 1_500_000_000_000L, "B.class", "A.class"));
    assertThat(first).hasSize(12).isEqualTo(second);
    assertThat(CodeDigest.ofJar(jar("c.jar", 0, "A.class", "C.class"))).isNotEqualTo(first);
  }

  @Test
  void classes_in_a_folder_are_unpackaged() {
    assertThat(CodeDigest.of(CodeDigestTest.class)).isEqualTo("unpackaged");
  }

  private Path jar(String name, long time, String... entries) throws IOException {
    Path file = directory.resolve(name);
    try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String entry : List.of(entries)) {
        var header = new ZipEntry(entry);
        header.setTime(time);
        out.putNextEntry(header);
        out.write(entry.getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }
}
