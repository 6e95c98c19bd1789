package dev.lipsweep.domain.baseline;

import java.util.List;

/**
 * Something about how trials were run that is not the same in both sweeps, such as the code version
 * or the device: it explains, it does not excuse.
 */
public record Covariate(String name, List<String> pinned, List<String> checked) {
  public Covariate {
    pinned = List.copyOf(pinned);
    checked = List.copyOf(checked);
  }
}
