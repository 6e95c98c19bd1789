package dev.lipsweep.persistence.frontier;

import static java.util.Objects.requireNonNull;

import dev.lipsweep.domain.frontier.SeedAggregate;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.configuration.Configurations;
import java.util.ArrayList;
import java.util.Collection;
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
 * The frontiers of COMPLETED trials: smallest bound against largest accuracy, or any two
 * objectives. Bounds of zero and infinity take part, unknown ones do not; of equal results the
 * first stays.
 *
 * <p>All are a running maximum over the sorted results. For bound against accuracy, whole or by
 * method, the few results suffice that the table of candidates keeps: the cost is the frontier's
 * size. Otherwise it is that of all results.
 */
@Component
@Transactional(readOnly = true)
public class Frontiers {
  private static final String ON_FRONTIER =
      """
      select trial_id from (
        select trial_id, accuracy, max(accuracy) over (order by log10_bound, accuracy desc, number
                                                       rows between unbounded preceding and 1 preceding) as best_before
        from frontier_candidate where sweep_id = :sweep and bound_rule = :rule) ranked
      where best_before is null or accuracy > best_before
      """;

  private static final String CHANGES =
      """
      select s.id, coalesce(sum(c.changes), 0)
      from unnest(cast(:sweeps as uuid[])) s(id) left join frontier_change c on c.sweep_id = s.id
      group by s.id order by s.id
      """;

  /** All trials of a sweep are measured alike: the rule of one is theirs. */
  private static final String RULES =
      """
      select distinct one.bound_rule
      from unnest(cast(:sweeps as uuid[])) s(id) cross join lateral (
        select bound_rule from trial where sweep_id = s.id and state = 'COMPLETED' order by number limit 1) one
      """;

  private final JdbcClient jdbc;
  private final Configurations configurations;

  Frontiers(JdbcClient jdbc, Configurations configurations) {
    this.jdbc = jdbc;
    this.configurations = configurations;
  }

  /**
   * The rule whose bounds count as a sweep's own: that of its trials, {@code certified} unless they
   * were made before it was.
   */
  public String ruleOf(UUID sweepId) {
    return ruleOf(List.of(sweepId));
  }

  /** The rule whose bounds are the own ones of all these sweeps' trials; else {@code certified}. */
  public String ruleOf(Collection<UUID> sweeps) {
    Set<String> rules = rules(sweeps);
    return rules.size() == 1 ? rules.iterator().next() : FrontierQuery.DEFAULT_RULE;
  }

  /**
   * One group for each combination of the grouping values that has results, each by its first
   * objective, the best value first. Seeds that are taken together are reduced before.
   */
  public List<FrontierGroup> frontier(FrontierQuery query) {
    if (query.seeds() == SeedAggregate.EACH && query.objectives().size() == 2) {
      return grouped(query, maxima(query));
    }
    List<FrontierPoint> results = results(query);
    List<FrontierPoint> points =
        query.seeds() == SeedAggregate.EACH ? results : Seeds.together(results, query);
    return grouped(query, points).stream()
        .map(group -> new FrontierGroup(group.group(), NonDominated.of(group.points(), query)))
        .filter(group -> query.by().isEmpty() || !group.points().isEmpty())
        .toList();
  }

  /**
   * Every result that the question is about, by sweep, the older first, and number. Each has all
   * objectives; where seeds are taken together the bound may be UNKNOWN.
   */
  public List<FrontierPoint> results(FrontierQuery query) {
    var sql = new ResultsSql(query, ownRules(query));
    return points(sql, sql.results());
  }

  /** The trials on the whole sweep's frontier by its own rule. */
  public Set<UUID> trialsOnFrontier(UUID sweepId) {
    return jdbc
        .sql(ON_FRONTIER)
        .param("sweep", sweepId)
        .param("rule", ruleOf(sweepId))
        .query(UUID.class)
        .stream()
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * A text that is another one as soon as anything has changed that these sweeps' frontiers could
   * depend on. Costs a look-up per sweep.
   */
  public String version(Collection<UUID> sweeps) {
    return jdbc
        .sql(CHANGES)
        .param("sweeps", Columns.uuids(sweeps))
        .query((row, n) -> row.getString(1) + "=" + row.getLong(2))
        .stream()
        .collect(Collectors.joining(","));
  }

  private static List<FrontierGroup> grouped(FrontierQuery query, List<FrontierPoint> points) {
    var groups = new LinkedHashMap<Map<String, @Nullable Object>, List<FrontierPoint>>();
    if (query.by().isEmpty()) {
      groups.put(Map.of(), new ArrayList<>());
    }
    for (FrontierPoint point : points) {
      groups.computeIfAbsent(group(query, point), g -> new ArrayList<>()).add(point);
    }
    return groups.entrySet().stream()
        .map(entry -> new FrontierGroup(entry.getKey(), entry.getValue()))
        .toList();
  }

  private List<FrontierPoint> maxima(FrontierQuery query) {
    // the sort of a million results stays in memory; for this transaction only
    jdbc.sql("select set_config('work_mem', '96MB', true)").query(row -> {});
    var sql = new ResultsSql(query, ownRules(query));
    return points(sql, sql.maxima());
  }

  private List<FrontierPoint> points(ResultsSql sql, String text) {
    List<ResultRow> rows =
        sql.bind(jdbc.sql(text)).query((row, n) -> ResultRow.of(row, sql.metrics())).list();
    var known =
        configurations.of(rows.stream().map(ResultRow::configurationId).distinct().toList());
    return rows.stream()
        .map(row -> row.point(requireNonNull(known.get(row.configurationId()))))
        .toList();
  }

  /** The one rule of all trials, if there is only one: then their rows hold its bounds. */
  Set<String> ownRules(FrontierQuery query) {
    Set<String> rules = rules(query.sweeps());
    return rules.size() == 1 ? rules : Set.of();
  }

  private Set<String> rules(Collection<UUID> sweeps) {
    return Set.copyOf(
        jdbc.sql(RULES).param("sweeps", Columns.uuids(sweeps)).query(String.class).list());
  }

  private static Map<String, @Nullable Object> group(FrontierQuery query, FrontierPoint point) {
    var group = new LinkedHashMap<String, @Nullable Object>();
    query.by().forEach(name -> group.put(name, point.parameters().get(name)));
    return group;
  }
}
