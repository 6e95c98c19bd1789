package dev.lipsweep.domain.sweep;

/**
 * Which checkpoints a sweep keeps.
 *
 * @param checkpoints how many of the newest every trial keeps. With 0 a trial keeps one as long as
 *     it is under way or may be tried again, and none when it has ended
 * @param frontier whether trials on the frontier keep their last one even then
 */
public record Keep(int checkpoints, boolean frontier) {
  public static final int MOST_CHECKPOINTS = 1000;

  /** The one to go on from, the one before it, and those that people come back for. */
  public static final Keep USUAL = new Keep(2, true);

  public Keep {
    if (checkpoints < 0 || checkpoints > MOST_CHECKPOINTS) {
      throw new IllegalArgumentException("checkpoints " + checkpoints);
    }
  }
}
