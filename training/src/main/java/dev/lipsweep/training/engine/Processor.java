package dev.lipsweep.training.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the operating system says of this machine's processor. */
public final class Processor {
  private static final Path DESCRIPTION = Path.of("/proc/cpuinfo");
  private static final List<String> BF16_PRODUCTS = List.of("avx512_bf16", "amx_bf16");

  private Processor() {}

  /** Its name decides which kernels run, and with them the last bits of every sum. */
  public static String name() {
    return line("model name").orElseGet(() -> System.getProperty("os.arch", "unknown"));
  }

  /** Whether it multiplies matrices of bf16 by instructions of its own. */
  public static boolean multipliesBf16() {
    return line("flags")
        .map(flags -> List.of(flags.split(" ")))
        .filter(flags -> BF16_PRODUCTS.stream().anyMatch(flags::contains))
        .isPresent();
  }

  private static Optional<String> line(String key) {
    try (var lines = Files.lines(DESCRIPTION)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException notLinux) {
      return Optional.empty();
    }
  }
}
