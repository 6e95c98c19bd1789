package dev.lipsweep.domain.wire;

/**
 * {@code POST /api/v1/attempts/{id}/log}: what a trainer has said on its standard error.
 *
 * @param from how many bytes of the attempt's log came before it
 */
public record LogPiece(long epoch, long from, String text) {
  /** So much of an attempt's log is kept; what a trainer says beyond stays on its machine. */
  public static final int MOST_BYTES = 256_000;

  public LogPiece {
    if (from < 0) {
      throw new IllegalArgumentException("nothing comes before byte 0 of a log: " + from);
    }
  }
}
