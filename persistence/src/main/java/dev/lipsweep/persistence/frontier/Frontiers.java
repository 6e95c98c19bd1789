package dev.lipsweep.persistence.frontier;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The frontiers of a sweep's COMPLETED trials: smallest bound against largest accuracy. Bounds of
 * zero and infinity take part, unknown ones do not; of equal results the smaller trial number
 * stays.
 *
 * <p>The whole sweep's frontier by its own rule walks the index from one frontier point to the
 * next; its cost is the frontier's size. Everything else is a running maximum over the sorted
 * results.
 */
@Component
@Transactional(readOnly = true)
public class Frontiers {
  private static final String WALK =
      """
      with recursive front as (
        (select id, log10_bound, accuracy from trial
         where sweep_id = :sweep and state = 'COMPLETED' and bound_rule = :rule and log10_bound is not null
         order by log10_bound, accuracy desc, number limit 1)
        union all
        select better.* from front f cross join lateral (
          select id, log10_bound, accuracy from trial
          where sweep_id = :sweep and state = 'COMPLETED' and bound_rule = :rule
            and log10_bound > f.log10_bound and accuracy > f.accuracy
          order by log10_bound, accuracy desc, number limit 1) better
      )
      """;

  private static final String WALKED =
      WALK
          + """
          select t.id, t.number, t.seed, t.accuracy, t.loss, t.log10_bound, c.hash, c.recipe, c.parameters
          from front f join trial t on t.id = f.id join configuration c on c.id = t.configuration_id
          order by t.log10_bound
          """;

  /** All trials of a sweep are measured alike: the first one's rule is theirs. */
  private static final String RULE =
      """
      select bound_rule from trial
      where sweep_id = :sweep and state = 'COMPLETED' order by log10_bound limit 1
      """;

  private final JdbcClient jdbc;

  Frontiers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The rule whose bounds count as a sweep's own: that of its trials, {@code certified} unless they
   * were made before it was.
   */
  public String ruleOf(UUID sweepId) {
    return jdbc.sql(RULE)
        .param("sweep", sweepId)
        .query(String.class)
        .optional()
        .orElse(FrontierQuery.DEFAULT_RULE);
  }

  /** One group for each combination of the grouping values that has results. */
  public List<FrontierGroup> frontier(FrontierQuery query) {
    var groups = new LinkedHashMap<Map<String, @Nullable Object>, List<FrontierPoint>>();
    if (query.by().isEmpty()) {
      groups.put(Map.of(), new ArrayList<>());
    }
    List<FrontierPoint> points =
        query.isWholeSweep() && isOwn(query) ? walked(query) : maxima(query);
    for (FrontierPoint point : points) {
      groups.computeIfAbsent(group(query, point), g -> new ArrayList<>()).add(point);
    }
    return groups.entrySet().stream()
        .map(entry -> new FrontierGroup(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Every result that the frontier was chosen from, by number. */
  public List<FrontierPoint> results(FrontierQuery query) {
    var sql = new ResultsSql(query, isOwn(query));
    return sql.bind(jdbc.sql(sql.results())).query((row, n) -> point(row)).list();
  }

  /** The trials on the whole sweep's frontier by its own rule. */
  public Set<UUID> trialsOnFrontier(UUID sweepId) {
    return jdbc
        .sql(WALK + "select id from front")
        .param("sweep", sweepId)
        .param("rule", ruleOf(sweepId))
        .query(UUID.class)
        .stream()
        .collect(Collectors.toUnmodifiableSet());
  }

  private List<FrontierPoint> walked(FrontierQuery query) {
    return jdbc.sql(WALKED)
        .param("sweep", query.sweepId())
        .param("rule", query.rule())
        .query((row, n) -> point(row))
        .list();
  }

  private List<FrontierPoint> maxima(FrontierQuery query) {
    // the sort of a million results stays in memory; for this transaction only
    jdbc.sql("select set_config('work_mem', '96MB', true)").query(row -> {});
    var sql = new ResultsSql(query, isOwn(query));
    return sql.bind(jdbc.sql(sql.maxima())).query((row, n) -> point(row)).list();
  }

  private boolean isOwn(FrontierQuery query) {
    return ruleOf(query.sweepId()).equals(query.rule());
  }

  private static Map<String, @Nullable Object> group(FrontierQuery query, FrontierPoint point) {
    var group = new LinkedHashMap<String, @Nullable Object>();
    query.by().forEach(name -> group.put(name, point.parameters().get(name)));
    return group;
  }

  private static FrontierPoint point(ResultSet row) throws SQLException {
    return new FrontierPoint(
        Columns.uuid(row, "id"),
        row.getInt("number"),
        LogBound.ofLog10(row.getDouble("log10_bound")),
        row.getDouble("accuracy"),
        Columns.real(row, "loss"),
        row.getLong("seed"),
        Jsonb.parameters(row.getString("recipe"), row.getString("parameters")),
        row.getString("hash"));
  }
}
