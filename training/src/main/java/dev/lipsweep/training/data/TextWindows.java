package dev.lipsweep.training.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.LongBuffer;
import java.util.Arrays;

/**
 * A text cut into windows for next-token prediction; inputs and targets are int64 [batch, length],
 * the targets one token ahead.
 *
 * <p>Training sees every window of {@code context} tokens, overlapping ones too, once a pass, in
 * the order of {@link Shuffle}. Validation goes through the split once in windows that do not
 * overlap, the shorter last one included: every token but the first is predicted exactly once, each
 * from what its own window holds before it.
 */
public final class TextWindows implements DataSet {
  private static final int TOKENS_PER_BATCH = 8192;

  private final Text text;
  private final int context;
  private final int batchSize;
  private final ValidationMode mode;
  private final long windows;
  private final NDArray training;
  private final NDArray offsets; // [1, context + 1]: 0 .. context
  private final int perBatch;
  private final int fullBatches;
  private final int validationWindows; // of full length
  private final int rest;

  /**
   * Validates on the whole split.
   *
   * @param manager owns the tokens until {@link #close()}
   */
  public TextWindows(NDManager manager, Text text, int context, int batchSize) {
    this(manager, text, context, batchSize, ValidationMode.FULL);
  }

  /**
   * @param manager owns the tokens until {@link #close()}
   * @param mode {@link ValidationMode#PAPER_EVAL}: 20 batches of batchSize windows that start one
   *     character apart
   */
  public TextWindows(
      NDManager manager, Text text, int context, int batchSize, ValidationMode mode) {
    long paperEnd = (long) ValidationMode.PAPER_BATCHES * batchSize + context;
    if (mode == ValidationMode.PAPER_EVAL && text.validation().length < paperEnd) {
      throw new IllegalArgumentException(
          "paper-eval with batchSize %d and context %d needs %d characters to validate on, this text has %d"
              .formatted(batchSize, context, paperEnd, text.validation().length));
    }
    this.mode = mode;
    if (text.training().length <= context || text.validation().length < 2) {
      throw new IllegalArgumentException(
          "a text of %d + %d characters is too short for a context of %d"
              .formatted(text.training().length, text.validation().length, context));
    }
    this.text = text;
    this.context = context;
    this.batchSize = batchSize;
    windows = text.training().length - (long) context;
    training = manager.create(text.training());
    offsets = manager.arange(0, context + 1).toType(DataType.INT64, false);
    int predictions = text.validation().length - 1;
    validationWindows = predictions / context;
    rest = predictions % context;
    perBatch = Math.max(1, TOKENS_PER_BATCH / context);
    fullBatches = (validationWindows + perBatch - 1) / perBatch;
  }

  @Override
  public String digest() {
    return text.digest();
  }

  @Override
  public int classes() {
    return text.vocabulary().length();
  }

  @Override
  public Batch training(NDManager manager, long seed, int step) {
    var order = new Shuffle(seed, windows);
    long[] starts = new long[batchSize];
    for (int i = 0; i < batchSize; i++) {
      starts[i] = order.example((long) step * batchSize + i);
    }
    // attached first: the result of an operator goes to the manager of its left operand
    NDArray index = manager.create(starts, new Shape(batchSize, 1)).add(offsets);
    NDArray tokens = training.take(manager, index);
    return new Batch(tokens.get(":, :" + context), tokens.get(":, 1:"));
  }

  @Override
  public int validationBatches() {
    return switch (mode) {
      case FULL -> fullBatches + (rest > 0 ? 1 : 0);
      case PAPER_EVAL -> ValidationMode.PAPER_BATCHES;
    };
  }

  @Override
  public Batch validation(NDManager manager, int index) {
    return switch (mode) {
      case FULL -> once(manager, index);
      case PAPER_EVAL -> overlapping(manager, index * batchSize);
    };
  }

  /** Windows that start at {@code first} and the batchSize - 1 characters after it. */
  private Batch overlapping(NDManager manager, int first) {
    var inputs = LongBuffer.allocate(batchSize * context);
    var targets = LongBuffer.allocate(batchSize * context);
    for (int i = 0; i < batchSize; i++) {
      inputs.put(text.validation(), first + i, context);
      targets.put(text.validation(), first + i + 1, context);
    }
    var shape = new Shape(batchSize, context);
    return new Batch(manager.create(inputs.array(), shape), manager.create(targets.array(), shape));
  }

  private Batch once(NDManager manager, int index) {
    if (index == fullBatches) {
      return windows(manager, validationWindows * context, 1, rest);
    }
    int first = index * perBatch;
    int count = Math.min(perBatch, validationWindows - first);
    return windows(manager, first * context, count, context);
  }

  private Batch windows(NDManager manager, int start, int count, int length) {
    var shape = new Shape(count, length);
    return new Batch(
        manager.create(slice(start, count * length), shape),
        manager.create(slice(start + 1, count * length), shape));
  }

  private long[] slice(int start, int length) {
    return Arrays.copyOfRange(text.validation(), start, start + length);
  }

  @Override
  public void close() {
    training.close();
    offsets.close();
  }
}
