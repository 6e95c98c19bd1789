package dev.lipsweep.training.data;

import ai.djl.ndarray.NDManager;

/**
 * A data set in native memory, ready to train on. Which examples a step sees depends on nothing but
 * the seed and the step, so that a resumed run goes on exactly as an unbroken one.
 */
public interface DataSet extends AutoCloseable {

  /** SHA-256 of the data as it was read, 64 hexadecimal digits: part of every result. */
  String digest();

  /** Number of values that a target can have. */
  int classes();

  /**
   * The examples of one step.
   *
   * @param step counted from 0
   */
  Batch training(NDManager manager, long seed, int step);

  /** Number of batches that validate: of the whole split, unless it was asked for less. */
  int validationBatches();

  /**
   * One of the validation batches, which together hold every example once, unless the set was asked
   * for the reference's {@link ValidationMode}.
   *
   * @param index from 0 to {@link #validationBatches()} - 1
   */
  Batch validation(NDManager manager, int index);

  @Override
  void close();
}
