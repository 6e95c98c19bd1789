package dev.lipsweep.worker.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** What Linux says about memory under /proc; empty elsewhere. */
final class KernelMemory {
  private KernelMemory() {}

  /** Resident memory of a process. */
  static OptionalLong residentBytes(long pid) {
    OptionalLong kilobytes = number(Path.of("/proc/" + pid + "/status"), "VmRSS:");
    return kilobytes.isPresent()
        ? OptionalLong.of(kilobytes.getAsLong() * 1024)
        : OptionalLong.empty();
  }

  /** Processes that the kernel has killed for want of memory since it booted. */
  static long outOfMemoryKills() {
    return number(Path.of("/proc/vmstat"), "oom_kill").orElse(0);
  }

  private static OptionalLong number(Path file, String key) {
    try {
      for (String line : Files.readAllLines(file)) {
        String[] words = line.split("\\s+");
        if (words.length > 1 && words[0].equals(key)) {
          return OptionalLong.of(Long.parseLong(words[1]));
        }
      }
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
    return OptionalLong.empty();
  }
}
