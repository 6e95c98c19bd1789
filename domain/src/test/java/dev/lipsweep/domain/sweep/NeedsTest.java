package dev.lipsweep.domain.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.sweep.Needs.Capabilities;
import dev.lipsweep.domain.sweep.Resources.DeviceChoice;
import dev.lipsweep.domain.wire.WorkerRegistration.Device;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NeedsTest {
  private static final Capabilities CPU = worker("cpu", 16L << 30, Map.of());
  private static final Capabilities SMALL = worker("cuda", 8L << 30, Map.of("pool", "a100"));
  private static final Capabilities LARGE = worker("cuda", 80L << 30, Map.of());

  @Test
  void a_sweep_does_not_wait_if_one_worker_has_everything() {
    assertThat(reason(Resources.ANY, CPU)).isEmpty();
    assertThat(reason(new Resources(DeviceChoice.CUDA, 40L << 30, Map.of()), CPU, SMALL, LARGE))
        .isEmpty();
  }

  @Test
  void the_reason_counts_who_has_what() {
    assertThat(reason(new Resources(DeviceChoice.CUDA, 0, Map.of()), CPU))
        .isEqualTo(
            "waits: needs recipe text-tiny version 1 (1 of 1 workers), cuda (0 of 1 workers); no worker has all of it");
    assertThat(
            reason(
                new Resources(DeviceChoice.ANY, 40L << 30, Map.of("pool", "a100")),
                CPU,
                SMALL,
                LARGE))
        .isEqualTo(
            "waits: needs recipe text-tiny version 1 (3 of 3 workers), a device with 40 GiB (1 of 3 workers),"
                + " label pool=a100 (1 of 3 workers); no worker has all of it");
  }

  @Test
  void without_workers_that_is_the_reason() {
    assertThat(reason(Resources.ANY)).isEqualTo("waits: no worker is there");
    assertThat(new Needs("text-tiny", 2, Resources.ANY).unmet(List.of(CPU)))
        .hasValue("waits: needs recipe text-tiny version 2 (0 of 1 workers)");
  }

  @Test
  void slots_are_counted_where_a_trial_fits_and_as_many_as_the_memory_holds() {
    Capabilities two =
        new Capabilities(
            Map.of("text-tiny", 1),
            Map.of(),
            List.of(
                new Device("cuda", 0, "x", 80L << 30, 30L << 30, 4),
                new Device("cuda", 1, "x", 80L << 30, 80L << 30, 0)));
    assertThat(slots(Resources.ANY, CPU, SMALL, two)).isEqualTo(6);
    assertThat(slots(new Resources(DeviceChoice.CUDA, 0, Map.of()), CPU, SMALL, two)).isEqualTo(5);
    assertThat(slots(new Resources(DeviceChoice.ANY, 10L << 30, Map.of()), CPU, SMALL, two))
        .isEqualTo(4);
    assertThat(slots(new Resources(DeviceChoice.ANY, 0, Map.of("pool", "a100")), CPU, SMALL, two))
        .isEqualTo(1);
    assertThat(new Needs("text-tiny", 2, Resources.ANY).slots(List.of(CPU, two))).isZero();
  }

  private static int slots(Resources resources, Capabilities... workers) {
    return new Needs("text-tiny", 1, resources).slots(List.of(workers));
  }

  private static String reason(Resources resources, Capabilities... workers) {
    return new Needs("text-tiny", 1, resources).unmet(List.of(workers)).orElse("");
  }

  private static Capabilities worker(String kind, long bytes, Map<String, String> labels) {
    return new Capabilities(
        Map.of("text-tiny", 1), labels, List.of(new Device(kind, 0, "x", bytes, bytes, 1)));
  }
}
