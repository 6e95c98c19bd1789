package dev.lipsweep.worker;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Says once that the server cannot be reached, once a minute that it still cannot, once again. */
final class Outage {
  private static final long REMINDER_NANOS = Duration.ofMinutes(1).toNanos();

  private final Journal journal;
  private boolean out;
  private long began;
  private long said;

  Outage(Journal journal) {
    this.journal = journal;
  }

  void failed(String reason) {
    long now = System.nanoTime();
    if (!out) {
      out = true;
      began = now;
      said = now;
      journal.say(
          "server-unavailable", Map.of("reason", reason), "waiting for the server: " + reason);
    } else if (now - said > REMINDER_NANOS) {
      said = now;
      journal.say(
          "server-unavailable",
          Map.of("reason", reason),
          "still waiting for the server after %d s: %s".formatted(seconds(now), reason));
    }
  }

  void ended() {
    if (out) {
      out = false;
      long seconds = seconds(System.nanoTime());
      journal.say(
          "server-available",
          Map.of("seconds", seconds),
          "the server answers again after %d s".formatted(seconds));
    }
  }

  private long seconds(long now) {
    return TimeUnit.NANOSECONDS.toSeconds(now - began);
  }
}
