package dev.lipsweep.training.data;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.lipsweep.domain.digest.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * FineWeb as GPT-2 tokens in shards; inputs and targets are int64 [batch, context], the targets one
 * token ahead.
 *
 * <p>Training reads the shards from their beginning in sequences that do not overlap, whatever the
 * seed, and begins again at their end, as the reference does; sequences may hold the end of one
 * document and the beginning of the next, which see each other. Validation scores whole sequences
 * from the beginning of its shards.
 */
public final class FineWeb implements DataSet {
  private static final String FOLDER = "fineweb10B";
  private static final String TRAINING = "fineweb_train_*.bin";
  private static final String VALIDATION = "fineweb_val_*.bin";
  private static final String HOW =
      "Put shards of the data set kjj0/fineweb10B-gpt2 into %s of the data folder ('lipsweep data path'), or start the worker with --data DIR or LIPSWEEP_DATA."
          .formatted(FOLDER);

  /** Logits of a large vocabulary are what fills the memory. */
  private static final int TOKENS_PER_BATCH = 1024;

  /**
   * @param vocabulary no token may reach it
   * @param batchSize sequences
   * @param validationTokens at most so many are scored
   */
  public record Use(int vocabulary, int context, int batchSize, long validationTokens) {}

  private final Use use;
  private final TokenShards training;
  private final TokenShards validation;
  private final long trainingSequences;
  private final long validationSequences;
  private final int perBatch;
  private final String digest;

  /**
   * @param directory holds {@code fineweb10B} with the shards, or the shards; null if the worker
   *     has none
   * @throws DataMissing with what is missing or wrong, where it was looked for and how to get it
   */
  public FineWeb(@Nullable Path directory, Use use) {
    this.use = use;
    if (directory == null) {
      throw new DataMissing(
          "nanogpt needs %s and %s, and this worker has no data folder. %s"
              .formatted(TRAINING, VALIDATION, HOW));
    }
    Path inner = directory.resolve(FOLDER);
    Path folder = Files.isDirectory(inner) ? inner : directory;
    training = shards(folder, TRAINING);
    validation = shards(folder, VALIDATION);
    trainingSequences = sequences(training, Long.MAX_VALUE, folder, TRAINING);
    validationSequences = sequences(validation, use.validationTokens(), folder, VALIDATION);
    perBatch = Math.max(1, TOKENS_PER_BATCH / use.context());
    MessageDigest sha256 = Sha256.digest();
    training.digest(sha256);
    validation.digest(sha256);
    digest = HexFormat.of().formatHex(sha256.digest());
  }

  private static TokenShards shards(Path folder, String pattern) {
    if (!Files.isDirectory(folder)) {
      throw new DataMissing(
          "nanogpt needs %s, and there is no folder %s. %s"
              .formatted(pattern, folder.toAbsolutePath(), HOW));
    }
    TokenShards shards = TokenShards.in(folder, pattern);
    if (shards.shards().isEmpty()) {
      throw new DataMissing(
          "nanogpt needs %s; there is none in %s. %s"
              .formatted(pattern, folder.toAbsolutePath(), HOW));
    }
    return shards;
  }

  private long sequences(TokenShards shards, long tokens, Path folder, String pattern) {
    long sequences = Math.min(tokens, shards.count() - 1) / use.context();
    if (sequences < 1) {
      throw new DataMissing(
          "%s in %s have %d tokens, too few for one sequence of %d tokens and what comes next: get more shards, or give a smaller 'context'"
              .formatted(pattern, folder.toAbsolutePath(), shards.count(), use.context()));
    }
    return sequences;
  }

  /** Of names, sizes and the first 65,536 tokens of every shard. */
  @Override
  public String digest() {
    return digest;
  }

  @Override
  public int classes() {
    return use.vocabulary();
  }

  @Override
  public Batch training(NDManager manager, long seed, int step) {
    return batch(
        manager, training, (long) step * use.batchSize(), use.batchSize(), trainingSequences);
  }

  @Override
  public int validationBatches() {
    return Math.toIntExact((validationSequences + perBatch - 1) / perBatch);
  }

  @Override
  public Batch validation(NDManager manager, int index) {
    long first = (long) index * perBatch;
    int count = (int) Math.min(perBatch, validationSequences - first);
    return batch(manager, validation, first, count, validationSequences);
  }

  private Batch batch(NDManager manager, TokenShards shards, long first, int count, long all) {
    int context = use.context();
    long[] inputs = new long[count * context];
    long[] targets = new long[count * context];
    for (int i = 0; i < count; i++) {
      long start = (first + i) % all * context;
      shards.read(start, context, use.vocabulary(), inputs, i * context);
      shards.read(start + 1, context, use.vocabulary(), targets, i * context);
    }
    var shape = new Shape(count, context);
    return new Batch(manager.create(inputs, shape), manager.create(targets, shape));
  }

  @Override
  public void close() {} // mappings go with the garbage collector
}
