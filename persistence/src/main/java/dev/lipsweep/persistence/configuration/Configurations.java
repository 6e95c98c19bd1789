package dev.lipsweep.persistence.configuration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lipsweep.persistence.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Configurations by the ids of their rows. Results are many and configurations few, a kilobyte
 * each, and they never change: those that were asked for of late are remembered.
 */
@Component
public class Configurations {
  private static final long MOST = 20_000;

  private final JdbcClient jdbc;
  private final Cache<Long, StoredConfiguration> recent =
      Caffeine.newBuilder().maximumSize(MOST).build();

  Configurations(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those of these ids that there are; one look-up for all that are not remembered. */
  public Map<Long, StoredConfiguration> of(Collection<Long> ids) {
    return recent.getAll(ids, this::read);
  }

  private Map<Long, StoredConfiguration> read(Iterable<? extends Long> ids) {
    var wanted = new ArrayList<Long>();
    ids.forEach(wanted::add);
    var found = new HashMap<Long, StoredConfiguration>();
    jdbc.sql("select id, hash, recipe, parameters from configuration where id = any (:ids)")
        .param("ids", wanted.toArray(Long[]::new))
        .query(
            row -> {
              found.put(row.getLong("id"), configuration(row));
            });
    return found;
  }

  private static StoredConfiguration configuration(ResultSet row) throws SQLException {
    return new StoredConfiguration(
        row.getString("hash"),
        Jsonb.parameters(row.getString("recipe"), row.getString("parameters")));
  }
}
