package dev.lipsweep.persistence.frontier;

import dev.lipsweep.persistence.Columns;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What trials have measured. */
@Component
@Transactional(readOnly = true)
public class MeasuredNames {
  /** Trials of a sweep that are looked at: enough to know what its trials measure. */
  private static final String NAMES =
      """
      select distinct name
      from unnest(cast(:sweeps as uuid[])) s(id)
        cross join lateral (select id from trial where sweep_id = s.id and state = 'COMPLETED' order by number desc limit 200) t
        join result r on r.trial_id = t.id
        cross join lateral jsonb_object_keys(r.measures) name
      """;

  private static final String RULES =
      """
      select distinct k.rule
      from unnest(cast(:sweeps as uuid[])) s(id)
        cross join lateral (select id from trial where sweep_id = s.id and state = 'COMPLETED' order by number desc limit 20) t
        join certificate k on k.trial_id = t.id
      order by k.rule
      """;

  private final JdbcClient jdbc;

  MeasuredNames(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The measures of these sweeps' latest results. */
  public Set<String> of(Collection<UUID> sweeps) {
    return new TreeSet<>(
        jdbc.sql(NAMES).param("sweeps", Columns.uuids(sweeps)).query(String.class).list());
  }

  /** The rules by which these sweeps' latest results have bounds. */
  public List<String> rules(Collection<UUID> sweeps) {
    return jdbc.sql(RULES).param("sweeps", Columns.uuids(sweeps)).query(String.class).list();
  }
}
