package dev.lipsweep.training.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.lipsweep.domain.data.KnownData;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * CIFAR-10: 50,000 training images and the test split of 10,000, which validates. Inputs are
 * float32 [batch, 3072] with pixels divided by 255 and nothing else, so that an image has RMS at
 * most 1; targets are int64 [batch].
 *
 * <p>As the reference's loader does, a pass leaves out what does not fill a batch: 97 batches of
 * 512, in a fresh order each time.
 */
public final class Cifar10 implements DataSet {
  public static final int PIXELS = 3 * 32 * 32;
  public static final int CLASSES = 10;
  static final int RECORD = 1 + PIXELS;
  private static final int VALIDATION_BATCH = 1000;

  /**
   * How the data is used.
   *
   * @param labelNoise share of the training labels that are drawn anew from the seed
   * @param validation {@link ValidationMode#PAPER_EVAL}: 20 batches of batchSize from the start of
   *     the test split, without what fills no batch, and over again until there are 20
   */
  public record Use(int batchSize, double labelNoise, ValidationMode validation) {}

  private final String digest;
  private final Use use;
  private final LabelNoise noise;
  // uint8 [size, 1 + 3072], as in the files: a quarter of the memory that floats would take
  private final NDArray training;
  private final NDArray validation;

  /**
   * @param manager owns the images until {@link #close()}
   * @param directory folder that holds the six files, or holds {@code cifar-10-batches-bin} with
   *     them; null if the worker has none
   * @throws DataMissing with what is missing or wrong, where it was looked for and how to get it
   */
  public Cifar10(NDManager manager, @Nullable Path directory, Use use) {
    this(manager, DataFiles.in(directory, KnownData.CIFAR_10, "cifar-mlp"), use);
  }

  /** The last file validates. */
  Cifar10(NDManager manager, DataFiles files, Use use) {
    this.use = use;
    noise = new LabelNoise(use.labelNoise(), CLASSES);
    digest = files.digest();
    List<String> names = files.names();
    training = records(manager, files, names.subList(0, names.size() - 1));
    validation = records(manager, files, List.of(names.getLast()));
  }

  private static NDArray records(NDManager manager, DataFiles files, List<String> names) {
    try (NDManager reading = manager.newSubManager()) {
      var parts = new NDList();
      for (String name : names) {
        byte[] bytes = files.read(name);
        var shape = new Shape(bytes.length / RECORD, RECORD);
        parts.add(reading.create(ByteBuffer.wrap(bytes), shape, DataType.UINT8));
      }
      NDArray all = NDArrays.concat(parts);
      all.attach(manager);
      return all;
    }
  }

  @Override
  public String digest() {
    return digest;
  }

  @Override
  public int classes() {
    return CLASSES;
  }

  @Override
  public Batch training(NDManager manager, long seed, int step) {
    long size = training.getShape().get(0);
    long batches = Math.max(1, size / use.batchSize()); // of a pass; none is full in a tiny set
    long first = step / batches * size + step % batches * use.batchSize();
    var order = new Shuffle(seed, size);
    long[] examples =
        LongStream.range(first, first + use.batchSize()).map(order::example).toArray();
    Batch batch = take(training, manager, examples);
    if (use.labelNoise() == 0) {
      return batch;
    }
    long[] labels = batch.targets().toLongArray();
    noise.apply(seed, examples, labels);
    return new Batch(batch.inputs(), manager.create(labels));
  }

  @Override
  public int validationBatches() {
    return switch (use.validation()) {
      case FULL -> {
        long size = validation.getShape().get(0);
        yield Math.toIntExact((size + VALIDATION_BATCH - 1) / VALIDATION_BATCH);
      }
      case PAPER_EVAL -> ValidationMode.PAPER_BATCHES;
    };
  }

  @Override
  public Batch validation(NDManager manager, int index) {
    long size = validation.getShape().get(0);
    long length =
        switch (use.validation()) {
          case FULL -> VALIDATION_BATCH;
          case PAPER_EVAL -> Math.min(size, use.batchSize());
        };
    long first =
        switch (use.validation()) {
          case FULL -> index * length;
          case PAPER_EVAL -> index % (size / length) * length;
        };
    return take(
        validation, manager, LongStream.range(first, Math.min(first + length, size)).toArray());
  }

  private static Batch take(NDArray records, NDManager manager, long[] examples) {
    NDArray taken = records.get(manager, new NDIndex("{}", manager.create(examples)));
    NDArray pixels = taken.get(":, 1:").toType(DataType.FLOAT32, true).divi(255f);
    return new Batch(pixels, taken.get(":, 0").toType(DataType.INT64, true));
  }

  @Override
  public void close() {
    training.close();
    validation.close();
  }
}
