package dev.lipsweep.cli.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Makes the files of a data set out of what was fetched. */
@FunctionalInterface
interface Unpacker {

  /**
   * @param into an existing folder that gets the files under their final names
   */
  void unpack(Path fetched, Path into) throws IOException;

  /** The fetched file is the one called {@code name}. */
  static Unpacker as(String name) {
    return (fetched, into) ->
        Files.copy(fetched, into.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  /** The fetched file is the one called {@code name}, compressed. */
  static Unpacker gunzip(String name) {
    return (fetched, into) -> {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(fetched))) {
        Files.copy(in, into.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    };
  }

  /** The files of these names, from whichever folders of an archive. */
  static Unpacker tarGz(Set<String> names) {
    return (fetched, into) ->
        TarGz.read(
            fetched,
            (path, content) -> {
              String name = path.substring(path.lastIndexOf('/') + 1);
              if (names.contains(name)) {
                Files.copy(content, into.resolve(name), StandardCopyOption.REPLACE_EXISTING);
              }
            });
  }
}
