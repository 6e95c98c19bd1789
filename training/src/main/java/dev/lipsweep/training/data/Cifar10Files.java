package dev.lipsweep.training.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The six files of CIFAR-10's binary version: records of one label byte and 3072 bytes of pixels,
 * channel by channel, 10,000 records a file.
 *
 * @param folder where they are
 * @param expected SHA-256 of each file, by name
 */
record Cifar10Files(Path folder, Map<String, String> expected) {
  static final int RECORD = 1 + Cifar10.PIXELS;
  static final String TEST = "test_batch.bin";

  /** The official files (METHOD.md 7.1). */
  static final Map<String, String> OFFICIAL = official();

  private static final String FOLDER = "cifar-10-batches-bin";
  private static final String HOW =
      "Get cifar-10-binary.tar.gz from https://www.cs.toronto.edu/~kriz/cifar.html, unpack it in a folder DIR, and start the worker with --data DIR.";

  static Cifar10Files in(@Nullable Path directory) {
    return in(directory, OFFICIAL);
  }

  /** Finds the files; each is verified when it is read. */
  static Cifar10Files in(@Nullable Path directory, Map<String, String> expected) {
    if (directory == null) {
      throw new DataMissing(
          "cifar-mlp needs CIFAR-10 (%s), and this worker has no data folder. %s"
              .formatted(String.join(", ", expected.keySet()), HOW));
    }
    Path inner = directory.resolve(FOLDER);
    Path folder = Files.isDirectory(inner) ? inner : directory;
    String missing =
        expected.keySet().stream()
            .filter(name -> !Files.isRegularFile(folder.resolve(name)))
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new DataMissing(
          "cifar-mlp needs %s; looked in %s and %s. %s"
              .formatted(missing, directory.toAbsolutePath(), inner.toAbsolutePath(), HOW));
    }
    return new Cifar10Files(folder, expected);
  }

  List<String> trainingNames() {
    return expected.keySet().stream().filter(name -> !name.equals(TEST)).toList();
  }

  /** SHA-256 of the list of digests and names, as {@code sha256sum} prints it. */
  String digest() {
    String list =
        expected.entrySet().stream()
            .map(e -> e.getValue() + "  " + e.getKey() + "\n")
            .collect(Collectors.joining());
    return Sha256.of(list.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The bytes of a file.
   *
   * @throws DataMissing if they are not what they should be
   */
  byte[] read(String name) {
    Path file = folder.resolve(name).toAbsolutePath();
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new DataMissing("%s cannot be read: %s. Check its rights.".formatted(file, e));
    }
    String sha256 = Sha256.of(bytes);
    if (!sha256.equals(expected.get(name))) {
      throw new DataMissing(
          "%s is not the official file: it has %d bytes and SHA-256 %s instead of %s. %s"
              .formatted(file, bytes.length, sha256, expected.get(name), HOW));
    }
    return bytes;
  }

  private static Map<String, String> official() {
    var files = new LinkedHashMap<String, String>();
    files.put(
        "data_batch_1.bin", "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5");
    files.put(
        "data_batch_2.bin", "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed");
    files.put(
        "data_batch_3.bin", "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67");
    files.put(
        "data_batch_4.bin", "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48");
    files.put(
        "data_batch_5.bin", "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add");
    files.put(TEST, "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b");
    return Collections.unmodifiableMap(files);
  }
}
