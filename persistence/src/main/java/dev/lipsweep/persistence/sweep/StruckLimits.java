package dev.lipsweep.persistence.sweep;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Running sweeps whose deadline has passed or whose budget is used up. */
@Component
@Transactional(readOnly = true)
public class StruckLimits {
  /** A sweep and what to tell its owner. */
  public record Struck(UUID id, String message) {}

  private static final String FIND =
      """
      select id, case
        when late then format('limits.deadline has passed (%s); resume goes on without it', to_char(deadline at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS UTC'))
        else format('the attempts have taken %s hours of slots, limits.compute allows %s; resume goes on without the limit', round(spent / 3600, 2), round(compute_seconds / 3600.0, 2))
        end as message
      from (
        select id, deadline, compute_seconds, coalesce(deadline <= now(), false) as late,
               case when compute_seconds is not null then (
               """
          + SpentCompute.SECONDS
          + """
               ) end as spent
        from sweep where state = 'RUNNING' and (deadline <= now() or compute_seconds is not null)) limited
      where late or spent >= compute_seconds
      order by id
      """;

  private final JdbcClient jdbc;

  StruckLimits(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public List<Struck> find() {
    return jdbc.sql(FIND)
        .query((row, n) -> new Struck(row.getObject(1, UUID.class), row.getString(2)))
        .list();
  }
}
