package dev.lipsweep.worker.attempt;

import dev.lipsweep.worker.server.Backoff;
import dev.lipsweep.worker.server.Refused;
import dev.lipsweep.worker.server.ServerUnavailable;
import java.io.IOException;

/** Repeats calls until the server has acknowledged them, for as long as the trial is ours. */
final class Insistence {
  /**
   * A server that is up and fails on the same request so often has a bug that one more try will not
   * mend; three minutes leave time for its database to come back.
   */
  private static final int MOST_OWN_ERRORS = 40;

  private final LeaseHold hold;
  private final AttemptTiming timing;

  Insistence(LeaseHold hold, AttemptTiming timing) {
    this.hold = hold;
    this.timing = timing;
  }

  /**
   * @throws IOException of a local file
   */
  void untilAcknowledged(Call call) throws LeaseLost, Refused, IOException, InterruptedException {
    var backoff = new Backoff(timing.firstPause(), timing.longestPause());
    int ownErrors = 0;
    while (true) {
      if (hold.isLost()) {
        throw new LeaseLost(hold.lost().join());
      }
      try {
        call.send();
        return;
      } catch (ServerUnavailable e) {
        ownErrors = e.isServersOwnError() ? ownErrors + 1 : 0;
        if (ownErrors == MOST_OWN_ERRORS) {
          throw new Refused(500, "%s (%d times)".formatted(e.getMessage(), ownErrors));
        }
        backoff.pause();
      }
    }
  }
}
