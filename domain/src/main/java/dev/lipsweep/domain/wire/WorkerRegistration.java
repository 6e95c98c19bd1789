package dev.lipsweep.domain.wire;

import java.util.List;
import java.util.Map;

/**
 * {@code POST /api/v1/workers}: a worker says what it can run. Registering again under the same
 * name makes a new worker; the old one's leases run out.
 *
 * @param recipes versions of the recipes that its trainer implements, by name
 * @param threadsPerSlot slots times threads never exceed the cores
 */
public record WorkerRegistration(
    String name,
    String host,
    String codeVersion,
    int slots,
    int threadsPerSlot,
    List<Device> devices,
    Map<String, Integer> recipes,
    Map<String, String> labels) {

  /**
   * @param kind {@code cpu} or {@code cuda}
   */
  public record Device(String kind, int index, String name, long memoryBytes) {}
}
