package dev.lipsweep.domain.sweep;

import java.util.Map;

/**
 * What each trial of a sweep asks of the worker that runs it: one slot of one device.
 *
 * @param memoryBytes memory of the device that is the trial's own; 0 asks for none and promises
 *     none
 * @param labels what the worker's labels must have
 */
public record Resources(DeviceChoice device, long memoryBytes, Map<String, String> labels) {
  public static final Resources ANY = new Resources(DeviceChoice.ANY, 0, Map.of());

  /** The kinds of device that will do. */
  public enum DeviceChoice {
    ANY,
    CPU,
    CUDA;

    public boolean accepts(String kind) {
      return this == ANY || name().equalsIgnoreCase(kind);
    }
  }

  public Resources {
    labels = Map.copyOf(labels);
  }
}
