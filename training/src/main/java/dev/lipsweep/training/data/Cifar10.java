package dev.lipsweep.training.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * CIFAR-10: 50,000 training images and the test split of 10,000, which validates. Inputs are
 * float32 [batch, 3072] with pixels divided by 255 and nothing else, so that an image has RMS at
 * most 1; targets are int64 [batch]. A training batch may reach over the end of a pass into the
 * next.
 */
public final class Cifar10 implements DataSet {
  public static final int PIXELS = 3 * 32 * 32;
  public static final int CLASSES = 10;
  private static final int VALIDATION_BATCH = 1000;

  private final String digest;
  private final int batchSize;
  // uint8 [size, 1 + 3072], as in the files: a quarter of the memory that floats would take
  private final NDArray training;
  private final NDArray validation;

  /**
   * @param manager owns the images until {@link #close()}
   * @param directory folder that holds the six files, or holds {@code cifar-10-batches-bin} with
   *     them; null if the worker has none
   * @throws DataMissing with what is missing or wrong, where it was looked for and how to get it
   */
  public Cifar10(NDManager manager, @Nullable Path directory, int batchSize) {
    this(manager, Cifar10Files.in(directory), batchSize);
  }

  Cifar10(NDManager manager, Cifar10Files files, int batchSize) {
    this.batchSize = batchSize;
    digest = files.digest();
    training = records(manager, files, files.trainingNames());
    validation = records(manager, files, List.of(Cifar10Files.TEST));
  }

  private static NDArray records(NDManager manager, Cifar10Files files, List<String> names) {
    try (NDManager reading = manager.newSubManager()) {
      var parts = new NDList();
      for (String name : names) {
        byte[] bytes = files.read(name);
        var shape = new Shape(bytes.length / Cifar10Files.RECORD, Cifar10Files.RECORD);
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
    var order = new Shuffle(seed, training.getShape().get(0));
    long first = (long) step * batchSize;
    return take(
        training,
        manager,
        LongStream.range(first, first + batchSize).map(order::example).toArray());
  }

  @Override
  public int validationBatches() {
    long size = validation.getShape().get(0);
    return Math.toIntExact((size + VALIDATION_BATCH - 1) / VALIDATION_BATCH);
  }

  @Override
  public Batch validation(NDManager manager, int index) {
    long first = (long) index * VALIDATION_BATCH;
    long last = Math.min(first + VALIDATION_BATCH, validation.getShape().get(0));
    return take(validation, manager, LongStream.range(first, last).toArray());
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
