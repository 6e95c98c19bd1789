package dev.lipsweep.persistence.frontier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads planes of results, and keeps the latest ones as long as their sweeps do not change: who
 * zooms and filters asks for the same results again and again.
 */
@Component
@Transactional(readOnly = true)
class ResultPlanes {
  /** Results that are kept, of all planes together: some tens of megabytes. */
  private static final int MOST_KEPT = 1_000_000;

  private static final String ROWS =
      """
      select r.id, r.number, r.seed, r.configuration_id, r.v0, r.v1 from (%s) r
      union all
      select t.id, t.number, t.seed, t.configuration_id, null, null from trial t
      where t.sweep_id = any (cast(:sweeps as uuid[])) and t.state = 'INFEASIBLE' %s
      """;

  private static final String DIVERGED =
      "select count(*) from trial where sweep_id = any (cast(:sweeps as uuid[])) and state = 'INFEASIBLE'";

  private static final String PARAMETER =
      "select id, parameters -> cast(:name as text) as value from configuration where id = any (:ids)";

  private final JdbcClient jdbc;
  private final Frontiers frontiers;
  private final Cache<String, ResultPlane> recent =
      Caffeine.newBuilder()
          .maximumWeight(MOST_KEPT)
          .weigher((String key, ResultPlane plane) -> plane.size())
          .build();

  ResultPlanes(JdbcClient jdbc, Frontiers frontiers) {
    this.jdbc = jdbc;
    this.frontiers = frontiers;
  }

  /** Of all results of the question's sweeps: its filter and grouping are left to the reader. */
  ResultPlane of(FrontierQuery query) {
    FrontierQuery all = query.by(List.of()).filter(Map.of()).metrics(List.of());
    return recent.get(all.text() + version(query.sweeps()), key -> read(all));
  }

  /** The frontier's does not change when a trial diverges. */
  private String version(List<UUID> sweeps) {
    long diverged =
        jdbc.sql(DIVERGED).param("sweeps", Columns.uuids(sweeps)).query(Long.class).single();
    return frontiers.version(sweeps) + "," + diverged;
  }

  /** The question's groups of the plane's configurations, those that its filter lets in. */
  ResultGroups groups(ResultPlane plane, FrontierQuery query) {
    var by = new LinkedHashMap<String, List<@Nullable Object>>();
    query.by().forEach(name -> by.put(name, parameter(plane, name)));
    return ResultGroups.of(by, isIn(plane, query.filter()));
  }

  private ResultPlane read(FrontierQuery query) {
    var sql = new ResultsSql(query, frontiers.ownRules(query));
    String until = query.asOf() == null ? "" : "and t.finished_at <= :asOf";
    return ResultPlane.of(
        sql.bind(jdbc.sql(ROWS.formatted(sql.rows(), until)))
            .query(
                (row, n) ->
                    new ResultPlane.Row(
                        Columns.uuid(row, "id"),
                        row.getInt("number"),
                        row.getLong("seed"),
                        row.getLong("configuration_id"),
                        orNaN(Columns.real(row, "v0")),
                        orNaN(Columns.real(row, "v1"))))
            .list());
  }

  private boolean[] isIn(ResultPlane plane, Map<String, List<String>> filter) {
    var isIn = new boolean[plane.configurations().length];
    Arrays.fill(isIn, true);
    filter.forEach(
        (name, allowed) -> {
          List<@Nullable Object> values = parameter(plane, name);
          var known = new HashMap<Object, Boolean>();
          for (int i = 0; i < isIn.length; i++) {
            Object value = values.get(i);
            isIn[i] &=
                value != null
                    && known.computeIfAbsent(
                        value, v -> allowed.stream().anyMatch(text -> means(text, v)));
          }
        });
    return isIn;
  }

  /** A filter's values are text; a number is meant whatever way it is written. */
  private static boolean means(String text, Object value) {
    if (!(value instanceof Double number)) {
      return text.equals(value.toString());
    }
    try {
      return new BigDecimal(text).compareTo(BigDecimal.valueOf(number)) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** Values by the plane's configurations; numbers as Double. */
  private List<@Nullable Object> parameter(ResultPlane plane, String name) {
    return plane.parameter(name, wanted -> values(plane, wanted));
  }

  private List<@Nullable Object> values(ResultPlane plane, String name) {
    var parsed = new HashMap<String, Object>();
    var values = new @Nullable Object[plane.configurations().length];
    jdbc.sql(PARAMETER)
        .param("name", name)
        .param("ids", plane.configurations())
        .query(
            row -> {
              String json = row.getString("value");
              if (json != null) {
                values[Arrays.binarySearch(plane.configurations(), row.getLong("id"))] =
                    parsed.computeIfAbsent(json, ResultPlanes::value);
              }
            });
    return Arrays.asList(values);
  }

  private static Object value(String json) {
    Object value = Jsonb.tree(json);
    return value instanceof Number number ? number.doubleValue() : value;
  }

  private static double orNaN(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }
}
