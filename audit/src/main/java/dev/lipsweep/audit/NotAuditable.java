package dev.lipsweep.audit;

/** Nobody can tell; the message says why. */
final class NotAuditable extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotAuditable(String why) {
    super(why);
  }
}
