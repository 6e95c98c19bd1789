package dev.lipsweep.training.data;

import dev.lipsweep.domain.data.KnownData;
import dev.lipsweep.domain.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A text as tokens: one token a character, numbered in the order of code points.
 *
 * @param vocabulary the characters that occur anywhere in the text, sorted
 * @param training the first nine tenths of the characters
 * @param validation the rest
 * @param digest SHA-256 of the file that the text came from
 */
public record Text(String vocabulary, long[] training, long[] validation, String digest) {
  /** Size of the vocabulary of {@link #shakespeare}. */
  public static final int SHAKESPEARE_SYMBOLS = 65;

  private static final String DICKENS = "/dickens.txt";
  private static final String DICKENS_DIGEST =
      "70b924ea4d22d24d8650660ddddd29fc5c07eafc5803a904e6d1184f50ac4ed7";
  private static final char BYTE_ORDER_MARK = '\ufeff';

  /**
   * Charles Dickens, The Old Curiosity Shop: 1,214,976 characters, 77 different ones, without the
   * byte order mark. It comes with the Maven artifact org.apache.crunch:crunch-test:0.15.0.
   */
  public static Text dickens() {
    Text text = of(resource());
    if (!text.digest.equals(DICKENS_DIGEST)) {
      throw new DataMissing(
          "dickens.txt on the class path has SHA-256 %s, not %s: use the crunch-test-0.15.0.jar that the build copies to training/target/lib"
              .formatted(text.digest, DICKENS_DIGEST));
    }
    return text;
  }

  /**
   * Tiny Shakespeare: 1,115,394 characters, {@value #SHAKESPEARE_SYMBOLS} different ones.
   *
   * @param directory holds {@code tinyshakespeare/input.txt} or {@code input.txt}; null if the
   *     worker has none
   * @throws DataMissing with what is missing or wrong, where it was looked for and how to get it
   */
  public static Text shakespeare(@Nullable Path directory) {
    DataFiles files = DataFiles.in(directory, KnownData.SHAKESPEARE, "shakespeare");
    return of(files.read(files.names().getFirst()));
  }

  /** The text of a UTF-8 file; a leading byte order mark is dropped. */
  static Text of(byte[] file) {
    String decoded = new String(file, StandardCharsets.UTF_8);
    String text =
        !decoded.isEmpty() && decoded.charAt(0) == BYTE_ORDER_MARK ? decoded.substring(1) : decoded;
    int[] sorted = text.chars().distinct().sorted().toArray();
    long[] tokens = text.chars().mapToLong(c -> Arrays.binarySearch(sorted, c)).toArray();
    int cut = (int) (tokens.length * 9L / 10);
    return new Text(
        new String(sorted, 0, sorted.length),
        Arrays.copyOfRange(tokens, 0, cut),
        Arrays.copyOfRange(tokens, cut, tokens.length),
        Sha256.of(file));
  }

  private static byte[] resource() {
    try (InputStream in = Text.class.getResourceAsStream(DICKENS)) {
      if (in == null) {
        throw new DataMissing(
            "dickens.txt is not on the class path: add crunch-test-0.15.0.jar (the build copies it to training/target/lib)");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new DataMissing("dickens.txt cannot be read from the class path: " + e.getMessage());
    }
  }
}
