package dev.lipsweep.persistence.frontier;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.frontier.FrontierDefinition;
import dev.lipsweep.domain.frontier.Metric;
import dev.lipsweep.persistence.Columns;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Answers a definition with everything that the answer follows from. */
@Component
public class FrontierStates {
  private static final String ORIGINS =
      """
      select t.id, s.provenance ->> 'codeVersion' as code_version, k.rule_version
      from trial t left join result s on s.trial_id = t.id
        left join certificate k on k.trial_id = t.id and k.rule = :rule
      where t.id = any (cast(:trials as uuid[]))
      """;

  /** Where a result comes from. */
  private record Origin(@Nullable String codeVersion, @Nullable Integer ruleVersion) {}

  private final JdbcClient jdbc;
  private final Frontiers frontiers;
  private final SelectSweeps select;

  FrontierStates(JdbcClient jdbc, Frontiers frontiers, SelectSweeps select) {
    this.jdbc = jdbc;
    this.frontiers = frontiers;
    this.select = select;
  }

  /**
   * All of it from one moment's view of the database.
   *
   * @param asOf a time in the past, or null for now
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public FrontierState state(FrontierDefinition definition, @Nullable Instant asOf) {
    Instant now =
        jdbc.sql("select date_trunc('milliseconds', now()) as now")
            .query((row, n) -> Columns.instant(row, "now"))
            .single();
    FrontierQuery query = select.query(definition, asOf);
    List<FrontierGroup> groups = frontiers.frontier(query);
    Map<UUID, Origin> origins =
        origins(
            groups.stream()
                .flatMap(g -> g.points().stream())
                .flatMap(p -> p.trialIds().stream())
                .toList(),
            query.rule());
    return new FrontierState(
        definition.name(),
        definition.tree(),
        query.rule(),
        query.sweeps(),
        asOf == null ? now : asOf,
        groups.stream()
            .map(
                group ->
                    new FrontierState.Group(
                        group.group(),
                        group.points().stream().map(point -> point(point, origins)).toList()))
            .toList());
  }

  private Map<UUID, Origin> origins(Collection<UUID> trials, @Nullable String rule) {
    var origins = new HashMap<UUID, Origin>();
    jdbc.sql(ORIGINS)
        .param("trials", Columns.uuids(trials))
        .param("rule", rule, Types.VARCHAR)
        .query(
            row -> {
              Long version = Columns.whole(row, "rule_version");
              origins.put(
                  Columns.uuid(row, "id"),
                  new Origin(
                      row.getString("code_version"),
                      version == null ? null : Math.toIntExact(version)));
            });
    return origins;
  }

  private static FrontierState.Point point(FrontierPoint point, Map<UUID, Origin> origins) {
    boolean finite = point.bound().kind() == LogBound.Kind.FINITE;
    var metrics = new TreeMap<String, Double>();
    point
        .metrics()
        .forEach(
            (metric, value) -> {
              if (!metric.isBound() && !metric.equals(Metric.ACCURACY) && Double.isFinite(value)) {
                metrics.put(metric.name(), value);
              }
            });
    List<Origin> its =
        point.trialIds().stream().flatMap(id -> Stream.ofNullable(origins.get(id))).toList();
    return new FrontierState.Point(
        point.trialIds(),
        point.sweepId(),
        point.number(),
        point.seed(),
        point.configurationHash(),
        point.parameters(),
        finite ? point.bound().log10() : null,
        point.bound().kind(),
        point.accuracy(),
        point.loss(),
        metrics,
        its.stream()
            .map(Origin::ruleVersion)
            .filter(Objects::nonNull)
            .max(Integer::compare)
            .orElse(null),
        its.stream()
            .map(Origin::codeVersion)
            .filter(Objects::nonNull)
            .distinct()
            .sorted()
            .toList());
  }
}
