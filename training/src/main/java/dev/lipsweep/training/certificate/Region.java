package dev.lipsweep.training.certificate;

import java.util.SplittableRandom;

/** Where a certificate's inputs lie: convex, so that a search can walk inside it. */
interface Region {
  double[][] random(SplittableRandom random);

  /** A row of the region a step of {@code size} from {@code row}, along {@code direction}. */
  double[] towards(double[] row, double[] direction, double size);

  /**
   * Rows of RMS at most {@code radius}.
   *
   * @param embedding half of the random sequences are of its columns
   */
  record Ball(double radius, Matrix embedding, int length) implements Region {
    @Override
    public double[][] random(SplittableRandom random) {
      double[][] x = new double[length][embedding.rows()];
      boolean text = random.nextBoolean();
      boolean alike = random.nextBoolean(); // few different rows: attention has to choose
      for (int t = 0; t < length; t++) {
        int token = random.nextInt(alike ? Math.min(3, embedding.columns()) : embedding.columns());
        for (int i = 0; i < x[t].length; i++) {
          x[t][i] = text ? embedding.get(i, token) : random.nextGaussian();
        }
        if (!text) {
          scaleTo(x[t], radius);
        }
        inside(x[t]);
      }
      return x;
    }

    @Override
    public double[] towards(double[] row, double[] direction, double size) {
      double length = Rms.of(direction);
      double[] moved = row.clone();
      for (int i = 0; length > 0 && i < moved.length; i++) {
        moved[i] += size * radius * direction[i] / length;
      }
      inside(moved);
      return moved;
    }

    private void inside(double[] row) {
      if (Rms.of(row) > radius) {
        scaleTo(row, radius * (1 - 1e-12));
      }
    }

    private static void scaleTo(double[] row, double rms) {
      double factor = rms / Rms.of(row);
      for (int i = 0; i < row.length; i++) {
        row[i] *= factor;
      }
    }
  }

  /** Convex combinations of the embedding's columns. */
  record Hull(Matrix embedding, int length) implements Region {
    @Override
    public double[][] random(SplittableRandom random) {
      double[][] x = new double[length][embedding.rows()];
      boolean mixed = random.nextBoolean();
      for (double[] row : x) {
        int token = random.nextInt(embedding.columns());
        int other = mixed ? random.nextInt(embedding.columns()) : token;
        double share = random.nextDouble();
        for (int i = 0; i < row.length; i++) {
          row[i] = share * embedding.get(i, token) + (1 - share) * embedding.get(i, other);
        }
      }
      return x;
    }

    @Override
    public double[] towards(double[] row, double[] direction, double size) {
      int best = 0;
      double most = Double.NEGATIVE_INFINITY;
      double[] along = embedding.transposedTimes(direction);
      for (int j = 0; j < along.length; j++) {
        if (along[j] > most) {
          most = along[j];
          best = j;
        }
      }
      double[] moved = row.clone();
      for (int i = 0; i < moved.length; i++) {
        moved[i] += Math.min(1, size) * (embedding.get(i, best) - row[i]);
      }
      return moved;
    }
  }

  /** Images: all rows of numbers; random ones lie between 0 and 1. */
  record Images(int pixels) implements Region {
    @Override
    public double[][] random(SplittableRandom random) {
      return new double[][] {random.doubles(pixels).toArray()};
    }

    @Override
    public double[] towards(double[] row, double[] direction, double size) {
      double length = Rms.of(direction);
      double[] moved = row.clone();
      for (int i = 0; length > 0 && i < moved.length; i++) {
        moved[i] += size * direction[i] / length;
      }
      return moved;
    }
  }
}
