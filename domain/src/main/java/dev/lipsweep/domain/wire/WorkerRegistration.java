package dev.lipsweep.domain.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/v1/workers}: a worker says what it can run. Registering again under the same
 * name makes a new worker; the old one's leases run out.
 *
 * @param codeDigest which build of that version its trainer is; null if it cannot tell
 * @param recipes versions of the recipes that its trainer implements, by name
 * @param threadsPerSlot slots times threads never exceed the cores
 */
public record WorkerRegistration(
    String name,
    String host,
    String codeVersion,
    @Nullable String codeDigest,
    int slots,
    int threadsPerSlot,
    List<Device> devices,
    Map<String, Integer> recipes,
    Map<String, String> labels) {

  /**
   * A device and its share of the worker's slots; small trials share one.
   *
   * @param kind {@code cpu} or {@code cuda}
   * @param index place among the devices of its kind, from 0
   * @param memoryBytes all of its memory
   * @param freeBytes what trials may take of it together: what was free before the worker took any
   * @param slots trials at once on it; over all devices they sum to the worker's slots
   */
  public record Device(
      String kind, int index, String name, long memoryBytes, long freeBytes, int slots) {
    /** How claims and leases name it, such as {@code cuda:0}. */
    public String id() {
      return kind + ":" + index;
    }
  }
}
