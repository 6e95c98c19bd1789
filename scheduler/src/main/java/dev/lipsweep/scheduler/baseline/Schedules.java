package dev.lipsweep.scheduler.baseline;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.springframework.scheduling.support.CronExpression;

/** When baselines are checked by themselves: Spring's cron expressions, in UTC. */
public final class Schedules {
  private Schedules() {}

  /**
   * The first time after {@code after}.
   *
   * @throws IllegalArgumentException if {@code cron} is none, or never comes
   */
  public static Instant next(String cron, Instant after) {
    ZonedDateTime next = CronExpression.parse(cron).next(after.atZone(ZoneOffset.UTC));
    if (next == null) {
      throw new IllegalArgumentException("'%s' never comes".formatted(cron));
    }
    return next.toInstant();
  }
}
