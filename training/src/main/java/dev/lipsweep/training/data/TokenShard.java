package dev.lipsweep.training.data;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.ShortBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of GPT-2 tokens as the NanoGPT speedrun keeps them (METHOD.md 7), little-endian: 256
 * int32, of which the first three are {@value #MAGIC}, {@value #VERSION} and the number of tokens,
 * then one uint16 per token. Mapped into memory, so that only what is read is loaded.
 */
record TokenShard(Path file, ShortBuffer tokens) {
  static final int MAGIC = 20240520;
  static final int VERSION = 1;
  static final int HEADER = 256 * Integer.BYTES;

  /**
   * @throws DataMissing saying what is wrong with the file
   */
  static TokenShard open(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < HEADER || size > Integer.MAX_VALUE) {
        throw wrong(
            file,
            "it has %d bytes, and a shard has a header of %d and less than 2 GiB"
                .formatted(size, HEADER));
      }
      MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
      bytes.order(ByteOrder.LITTLE_ENDIAN);
      if (bytes.getInt(0) != MAGIC) {
        throw wrong(file, "it begins with %d instead of %d".formatted(bytes.getInt(0), MAGIC));
      }
      if (bytes.getInt(4) != VERSION) {
        throw wrong(file, "its version is %d, known is %d".formatted(bytes.getInt(4), VERSION));
      }
      long count = bytes.getInt(8);
      if (count < 1 || HEADER + count * Short.BYTES != size) {
        throw wrong(
            file,
            "its header speaks of %d tokens, and its %d bytes hold %d"
                .formatted(count, size, (size - HEADER) / Short.BYTES));
      }
      return new TokenShard(
          file,
          bytes
              .slice(HEADER, Math.toIntExact(size - HEADER))
              .order(ByteOrder.LITTLE_ENDIAN)
              .asShortBuffer());
    } catch (IOException e) {
      throw new DataMissing(
          "%s cannot be read: %s. Check its rights (%s)."
              .formatted(file, e, Files.exists(file) ? "it is there" : "it is gone"));
    }
  }

  int count() {
    return tokens.capacity();
  }

  int token(int at) {
    return Short.toUnsignedInt(tokens.get(at));
  }

  private static DataMissing wrong(Path file, String why) {
    return new DataMissing(
        "%s is no shard of GPT-2 tokens, or only a part of one: %s. Fetch it again."
            .formatted(file, why));
  }
}
