package dev.lipsweep.training.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** Shards one after the other, in the order of their names, as one long row of tokens. */
record TokenShards(List<TokenShard> shards) {
  private static final int SAMPLED = 1 << 16;

  /** The shards of a folder whose names match; none if there are none. */
  static TokenShards in(Path folder, String pattern) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> matching = Files.newDirectoryStream(folder, pattern)) {
      matching.forEach(files::add);
    } catch (IOException e) {
      throw new DataMissing("%s cannot be read: %s. Check its rights.".formatted(folder, e));
    }
    files.sort(null);
    return new TokenShards(files.stream().map(TokenShard::open).toList());
  }

  long count() {
    return shards.stream().mapToLong(TokenShard::count).sum();
  }

  /**
   * {@code length} tokens from position {@code from} on.
   *
   * @throws DataMissing if one of them is not below {@code vocabulary}
   */
  void read(long from, int length, int vocabulary, long[] into, int at) {
    long start = from;
    int shard = 0;
    while (start >= shards.get(shard).count()) {
      start -= shards.get(shard++).count();
    }
    int position = (int) start;
    for (int i = 0; i < length; i++) {
      if (position == shards.get(shard).count()) {
        shard++;
        position = 0;
      }
      TokenShard current = shards.get(shard);
      int token = current.token(position);
      if (token >= vocabulary) {
        throw new DataMissing(
            "%s has token %d at place %d, and the vocabulary has %d: give a larger 'vocabulary', or shards of GPT-2 tokens"
                .formatted(current.file(), token, position, vocabulary));
      }
      into[at + i] = token;
      position++;
    }
  }

  /** Names, sizes and the first 65,536 tokens of every shard: a whole hash would take minutes. */
  void digest(MessageDigest digest) {
    for (TokenShard shard : shards) {
      String name = shard.file().getFileName() + " " + shard.count() + "\n";
      digest.update(name.getBytes(StandardCharsets.UTF_8));
      int sampled = Math.min(SAMPLED, shard.count());
      byte[] bytes = new byte[2 * sampled];
      for (int i = 0; i < sampled; i++) {
        int token = shard.token(i);
        bytes[2 * i] = (byte) token;
        bytes[2 * i + 1] = (byte) (token >>> 8);
      }
      digest.update(bytes);
    }
  }
}
