package dev.lipsweep.it.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The disk of the artifacts: a small one in memory that can be full, where we may mount one. */
final class SmallDisk implements AutoCloseable {
  private static final String SIZE = "256m";

  private final Path folder;
  private final boolean mounted;

  SmallDisk(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    this.mounted =
        Processes.run(
            "mount", "-t", "tmpfs", "-o", "size=" + SIZE, "lipsweep-chaos", folder.toString());
  }

  boolean canBeFull() {
    return mounted;
  }

  /** Writes until nothing goes in any more. */
  void fill() throws IOException {
    byte[] block = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(folder.resolve("ballast"))) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      if (Files.getFileStore(folder).getUsableSpace() >= block.length) {
        throw full;
      }
    }
  }

  void empty() throws IOException {
    Files.deleteIfExists(folder.resolve("ballast"));
  }

  @Override
  public void close() {
    if (mounted) {
      Processes.run("umount", "-l", folder.toString());
    }
  }
}
