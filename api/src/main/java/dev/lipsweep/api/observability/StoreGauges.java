package dev.lipsweep.api.observability;

import dev.lipsweep.persistence.artifact.FullStore;
import dev.lipsweep.persistence.artifact.StoreAlarm;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** The alarm that uploads of artifacts find no room. */
@Component
class StoreGauges {
  StoreGauges(StoreAlarm alarm, MeterRegistry meters) {
    Gauge.builder("lipsweep.artifacts.full", alarm, a -> a.alarm().isPresent() ? 1 : 0)
        .description("1 while uploads of artifacts find no room")
        .register(meters);
    Gauge.builder(
            "lipsweep.artifacts.refused", alarm, a -> a.alarm().map(FullStore::refused).orElse(0L))
        .description("uploads refused since then")
        .register(meters);
  }
}
