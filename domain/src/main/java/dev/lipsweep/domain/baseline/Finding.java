package dev.lipsweep.domain.baseline;

/** What one comparison shows. */
public enum Finding {
  /** The same numbers to the last bit. */
  IDENTICAL,
  /** Not worse by as much as the margin, with 95 % confidence. */
  NO_WORSE,
  BETTER,
  /** Worse beyond chance, and by more than the margin. */
  WORSE,
  /** A trial diverged or failed where none did in the baseline. */
  FAILS,
  /** Neither shown to be worse nor shown to be no worse. */
  UNDECIDED,
  /** No pair of completed trials to compare. */
  MISSING
}
