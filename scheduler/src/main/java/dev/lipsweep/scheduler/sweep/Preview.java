package dev.lipsweep.scheduler.sweep;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sweep would be.
 *
 * @param known trials whose configuration and seed have a COMPLETED trial in another sweep
 * @param reused how many of them would not be trained again, by the sweep's {@code reuse}
 * @param estimate time on the slots present now, from past trials; null if there are none
 */
public record Preview(
    int trials,
    int configurations,
    int known,
    int reused,
    @Nullable Duration estimate,
    List<String> warnings) {
  public Preview {
    warnings = List.copyOf(warnings);
  }
}
