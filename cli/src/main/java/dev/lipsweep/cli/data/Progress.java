package dev.lipsweep.cli.data;

/** Somebody who wants to know how far a download is. */
interface Progress {
  /** Something worth a line. */
  void say(String line);

  /**
   * @param total bytes in all, or -1 if the other side does not say
   */
  void at(String name, long bytes, long total);

  /** The download that {@link #at} was about has ended, well or not. */
  void end();
}
