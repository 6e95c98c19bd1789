package dev.lipsweep.persistence.lease;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How leases live.
 *
 * @param ttl time from a renewal to the lease's end, by the database's clock
 */
@ConfigurationProperties("lipsweep.lease")
public record LeaseProperties(@DefaultValue("30s") Duration ttl) {
  public LeaseProperties {
    if (ttl.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "lipsweep.lease.ttl is %s; give at least 1s".formatted(ttl));
    }
  }
}
