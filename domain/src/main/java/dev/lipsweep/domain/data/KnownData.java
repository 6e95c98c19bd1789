package dev.lipsweep.domain.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A data set whose files are known to the last bit (METHOD.md 7). They lie in {@code folder} of the
 * data directory, or in that directory itself.
 *
 * @param name as the command line has it
 * @param folder usual place under the data directory
 * @param sha256 of each file, by name, in the order in which they are read
 */
public record KnownData(
    String name, String description, String folder, Map<String, String> sha256) {

  public static final KnownData CIFAR_10 =
      new KnownData(
          "cifar10",
          "CIFAR-10: 60,000 colour images of 32 x 32 pixels in 10 classes, for recipe cifar-mlp",
          "cifar-10-batches-bin",
          files(
              "data_batch_1.bin",
              "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5",
              "data_batch_2.bin",
              "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed",
              "data_batch_3.bin",
              "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67",
              "data_batch_4.bin",
              "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48",
              "data_batch_5.bin",
              "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add",
              "test_batch.bin",
              "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b"));

  public static final KnownData SHAKESPEARE =
      new KnownData(
          "shakespeare",
          "Tiny Shakespeare: 1,115,394 characters, for recipe shakespeare",
          "tinyshakespeare",
          files("input.txt", "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed"));

  public static final KnownData MNIST =
      new KnownData(
          "mnist",
          "MNIST: 70,000 handwritten digits of 28 x 28 pixels",
          "mnist",
          files(
              "train-images-idx3-ubyte",
              "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
              "train-labels-idx1-ubyte",
              "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
              "t10k-images-idx3-ubyte",
              "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
              "t10k-labels-idx1-ubyte",
              "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));

  public KnownData {
    sha256 = Collections.unmodifiableMap(new LinkedHashMap<>(sha256));
  }

  public static List<KnownData> all() {
    return List.of(CIFAR_10, SHAKESPEARE, MNIST);
  }

  public static Optional<KnownData> named(String name) {
    return all().stream().filter(data -> data.name.equals(name)).findFirst();
  }

  private static Map<String, String> files(String... namesAndDigests) {
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < namesAndDigests.length; i += 2) {
      files.put(namesAndDigests[i], namesAndDigests[i + 1]);
    }
    return files;
  }
}
