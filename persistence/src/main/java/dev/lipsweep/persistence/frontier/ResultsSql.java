package dev.lipsweep.persistence.frontier;

import dev.lipsweep.domain.frontier.Direction;
import dev.lipsweep.domain.frontier.Evidence;
import dev.lipsweep.domain.frontier.Metric;
import dev.lipsweep.domain.frontier.MetricRange;
import dev.lipsweep.domain.frontier.Objective;
import dev.lipsweep.domain.frontier.SeedAggregate;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The results that a question is about, and the running maximum over them. Names of parameters,
 * metrics and rules and all values are bound, never written into the text.
 */
final class ResultsSql {
  private static final String RESULTS =
      """
      with result_of as (%s)
      select %s
      from result_of r join trial t on t.id = r.id join configuration c on c.id = r.configuration_id
      where true %s
      order by r.sweep_id, r.number
      """;

  /**
   * Groups are numbered by configuration, of which there are few, so that the sort of the many
   * results carries numbers only; wide columns are fetched for what is left.
   */
  private static final String MAXIMA =
      """
      with result_of as (%s), member as (
        select c.id, %s as place
        from (select distinct configuration_id as id from result_of) used join configuration c on c.id = used.id
        where true %s
      ), ranked as (
        select r.*, place, max(%s) over (partition by place order by %s rows between unbounded preceding and 1 preceding) as best_before
        from result_of r join member m on m.id = r.configuration_id
      )
      select %s
      from ranked r join trial t on t.id = r.id
      where r.best_before is null or %s > r.best_before
      order by r.place, %s
      """;

  /** The frontier of everything, of candidates: wide rows are fetched for its own points only. */
  private static final String WHOLE =
      """
      with ranked as (
        select f.trial_id as id, f.log10_bound as v0, f.accuracy as v1,
               max(f.accuracy) over (order by f.log10_bound, f.accuracy desc, f.sweep_id, f.number
                                     rows between unbounded preceding and 1 preceding) as best_before
        from frontier_candidate f where f.sweep_id = any (cast(:sweeps as uuid[])) and f.bound_rule = :candidateRule
      )
      select %s
      from ranked r join trial t on t.id = r.id
      where r.best_before is null or r.v1 > r.best_before
      order by r.v0
      """;

  /** The parameters that candidates are kept by: SQL's {@code method_of}. */
  private static final Set<String> METHOD = Set.of("optimizer", "constraint");

  private final FrontierQuery query;
  private final Set<String> ownRules;
  private final List<Metric> metrics;
  private final List<String> filtered;
  private final Map<String, Object> parameters = new LinkedHashMap<>();

  /**
   * @param ownRules the rules whose bounds are in the rows of all trials of the question's sweeps
   */
  ResultsSql(FrontierQuery query, Set<String> ownRules) {
    this.query = query;
    this.ownRules = ownRules;
    this.filtered = query.filter().keySet().stream().sorted().toList();
    var all = new LinkedHashSet<Metric>();
    query.objectives().forEach(objective -> all.add(objective.metric()));
    query.ranges().forEach(range -> all.add(range.metric()));
    all.addAll(query.metrics());
    this.metrics = List.copyOf(all);
  }

  /** The columns {@code v0, v1, ...} are these. */
  List<Metric> metrics() {
    return metrics;
  }

  String results() {
    return RESULTS.formatted(source(false, !areSeedsTogether()), columns(), filters());
  }

  /** A row for each result, those that lack an objective too. */
  String rows() {
    return source(false, false);
  }

  /** A result is on the frontier of its group when its second objective beats all before it. */
  String maxima() {
    if (isWhole()) {
      parameters.put("sweeps", Columns.uuids(query.sweeps()));
      parameters.put("candidateRule", ownRule());
      return WHOLE.formatted(columns());
    }
    String by =
        IntStream.range(0, query.by().size())
            .mapToObj(i -> "c.parameters -> cast(:by%d as text)".formatted(i))
            .collect(Collectors.joining(", "));
    for (int i = 0; i < query.by().size(); i++) {
      parameters.put("by" + i, query.by().get(i));
    }
    String place = by.isEmpty() ? "1" : "dense_rank() over (order by %s)".formatted(by);
    String cost = signed(query.objectives().get(0), "r.v0", Direction.MIN);
    String worth = signed(query.objectives().get(1), "r.v1", Direction.MAX);
    String order = "%s, %s desc, r.sweep_id, r.number".formatted(cost, worth);
    return MAXIMA.formatted(
        source(areCandidatesEnough(), true),
        place,
        filters(),
        worth,
        order,
        columns(),
        worth,
        order);
  }

  private boolean isWhole() {
    return areCandidatesEnough()
        && query.by().isEmpty()
        && filtered.isEmpty()
        && metrics.size() == query.objectives().size();
  }

  private String ownRule() {
    return query.objectives().getFirst().metric().rule().orElseThrow();
  }

  /**
   * The results that nothing in their method dominates are enough: the question is of the trials'
   * own bounds and accuracies, and lets in whole methods or nothing.
   */
  private boolean areCandidatesEnough() {
    return query.rule() != null
        && ownRules.contains(query.rule())
        && query.objectives().equals(Objective.usual(query.rule()))
        && METHOD.containsAll(query.by())
        && METHOD.containsAll(filtered)
        && query.ranges().isEmpty()
        && query.evidence() == Evidence.ANY
        && query.asOf() == null;
  }

  /** Binds what {@link #results} or {@link #maxima} has named. */
  StatementSpec bind(StatementSpec statement) {
    StatementSpec bound = statement;
    for (var parameter : parameters.entrySet()) {
      bound = bound.param(parameter.getKey(), parameter.getValue());
    }
    return bound;
  }

  private static String signed(Objective objective, String column, Direction better) {
    return objective.direction() == better ? column : "(-%s)".formatted(column);
  }

  private String columns() {
    String bound =
        query.rule() == null
            ? "t.log10_bound"
            : "r.v" + metrics.indexOf(Metric.bound(query.rule()));
    String values =
        IntStream.range(0, metrics.size())
            .mapToObj(i -> ", r.v%d".formatted(i))
            .collect(Collectors.joining());
    return "t.id, t.sweep_id, t.number, t.seed, t.accuracy, t.loss, %s as log10_bound, t.configuration_id%s"
        .formatted(bound, values);
  }

  /**
   * A row for each result with {@code id, sweep_id, number, configuration_id, v0, v1, ...}.
   *
   * @param candidates only of those that nothing in their method dominates
   * @param known only with a value of each objective; otherwise a bound may be missing
   */
  private String source(boolean candidates, boolean known) {
    parameters.put("sweeps", Columns.uuids(query.sweeps()));
    var select = new StringBuilder("select t.id, t.sweep_id, t.number, t.seed, t.configuration_id");
    var from =
        new StringBuilder(
            candidates
                ? " from frontier_candidate f join trial t on t.id = f.trial_id"
                : " from trial t");
    var where = new ArrayList<String>();
    if (candidates) {
      parameters.put("candidateRule", ownRule());
      where.add("f.sweep_id = any (cast(:sweeps as uuid[])) and f.bound_rule = :candidateRule");
    } else {
      where.add("t.sweep_id = any (cast(:sweeps as uuid[])) and t.state = 'COMPLETED'");
    }
    if (metrics.stream().anyMatch(ResultsSql::isInResult)) {
      from.append(" left join result s on s.trial_id = t.id");
    }
    for (int i = 0; i < metrics.size(); i++) {
      Metric metric = metrics.get(i);
      if (metric.rule().isPresent() && !ownRules.contains(metric.rule().get())) {
        parameters.put("rule" + i, metric.rule().get());
        from.append(
            " left join certificate k%1$d on k%1$d.trial_id = t.id and k%1$d.rule = :rule%1$d"
                .formatted(i));
      }
      String value = value(i, metric);
      select.append(", %s as v%d".formatted(value, i));
      if (i < query.objectives().size() && (known || !metric.isBound())) {
        where.add(value + " is not null");
      }
    }
    query.ranges().forEach(range -> range(range, where));
    evidence(where);
    if (query.asOf() != null) {
      parameters.put(
          "asOf",
          new SqlParameterValue(
              Types.TIMESTAMP_WITH_TIMEZONE, query.asOf().atOffset(ZoneOffset.UTC)));
      where.add("t.finished_at <= :asOf");
    }
    return "%s%s where %s".formatted(select, from, String.join(" and ", where));
  }

  /** Then a seed of unknown bound must be seen: what it is taken together with is not known. */
  private boolean areSeedsTogether() {
    return query.seeds() != SeedAggregate.EACH;
  }

  private String value(int i, Metric metric) {
    if (metric.isBound()) {
      boolean inTrial = metric.rule().map(ownRules::contains).orElse(true);
      return inTrial ? "t.log10_bound" : "k%d.log10_bound".formatted(i);
    }
    if (metric.equals(Metric.ACCURACY)) {
      return "t.accuracy";
    }
    if (metric.equals(Metric.LOSS)) {
      return "t.loss";
    }
    if (metric.equals(Metric.STEPS)) {
      return "s.steps::float8";
    }
    if (metric.equals(Metric.TRAIN_SECONDS)) {
      return "s.train_seconds";
    }
    parameters.put("measure" + i, metric.name());
    // what is not finite is text in JSON; of it NaN is no value
    return "nullif((s.measures ->> cast(:measure%d as text))::float8, 'NaN')".formatted(i);
  }

  private static boolean isInResult(Metric metric) {
    return metric.isMeasure() || metric.equals(Metric.STEPS) || metric.equals(Metric.TRAIN_SECONDS);
  }

  private void range(MetricRange range, List<String> where) {
    int i = metrics.indexOf(range.metric());
    String value = value(i, range.metric());
    if (range.atLeast() != null) {
      parameters.put("least" + i, range.atLeast());
      where.add("%s >= :least%d".formatted(value, i));
    }
    if (range.atMost() != null) {
      parameters.put("most" + i, range.atMost());
      where.add("%s <= :most%d".formatted(value, i));
    }
  }

  private void evidence(List<String> where) {
    if (query.evidence() == Evidence.ANY) {
      return;
    }
    String rule = query.rule() == null ? "t.bound_rule" : ":evidenceRule";
    if (query.rule() != null) {
      parameters.put("evidenceRule", query.rule());
    }
    where.add(
        "exists (select from certificate e where e.trial_id = t.id and e.rule = %s and e.sound)"
            .formatted(rule));
    if (query.evidence() == Evidence.AUDITED) {
      where.add(
          "exists (select from audit_finding f where f.trial_id = t.id and f.rule = %s and f.verdict = 'PASS')"
              .formatted(rule));
    }
  }

  private String filters() {
    for (int i = 0; i < filtered.size(); i++) {
      List<String> allowed = query.filter().getOrDefault(filtered.get(i), List.of());
      parameters.put("filter" + i, filtered.get(i));
      parameters.put(
          "allowed" + i, allowed.stream().flatMap(ResultsSql::json).toArray(String[]::new));
    }
    return IntStream.range(0, filtered.size())
        .mapToObj(
            "and c.parameters -> cast(:filter%1$d as text) = any (cast(:allowed%1$d as jsonb[]))"
                ::formatted)
        .collect(Collectors.joining("\n"));
  }

  /**
   * The value as a JSON string and, if it reads as one, as a JSON number or truth value: jsonb has
   * 4 = 4.0.
   */
  private static Stream<String> json(String value) {
    String text = Jsonb.write(value);
    if (value.equals("true") || value.equals("false")) {
      return Stream.of(text, value);
    }
    try {
      return Stream.of(text, new BigDecimal(value).toString());
    } catch (NumberFormatException e) {
      return Stream.of(text);
    }
  }
}
