package dev.lipsweep.persistence.frontier;

import dev.lipsweep.persistence.Jsonb;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The results that a question is about, and the running maximum over them. Names of parameters and
 * their values are bound, never written into the text.
 */
final class ResultsSql {
  private static final String OWN_BOUND =
      """
      select t.id, t.number, t.configuration_id, t.accuracy, t.log10_bound
      from trial t
      where t.sweep_id = :sweep and t.state = 'COMPLETED' and t.bound_rule = :rule and t.log10_bound is not null
      """;

  private static final String BOUND_OF_RULE =
      """
      select t.id, t.number, t.configuration_id, t.accuracy, r.log10_bound
      from trial t join certificate r on r.trial_id = t.id and r.rule = :rule
      where t.sweep_id = :sweep and t.state = 'COMPLETED' and r.log10_bound is not null
      """;

  private static final String RESULTS =
      """
      with result as (%s)
      select t.id, t.number, t.seed, t.accuracy, t.loss, r.log10_bound, c.hash, c.recipe, c.parameters
      from result r join trial t on t.id = r.id join configuration c on c.id = r.configuration_id
      where true %s
      order by t.number
      """;

  /**
   * Groups are numbered by configuration, of which there are few, so that the sort of the many
   * results carries numbers only; wide columns are fetched for what is left.
   */
  private static final String MAXIMA =
      """
      with result as (%s), member as (
        select c.id, %s as place
        from (select distinct configuration_id as id from result) used join configuration c on c.id = used.id
        where true %s
      ), ranked as (
        select r.*, place, max(accuracy) over (partition by place order by log10_bound, accuracy desc, number
                                               rows between unbounded preceding and 1 preceding) as best_before
        from result r join member m on m.id = r.configuration_id
      )
      select t.id, t.number, t.seed, t.accuracy, t.loss, r.log10_bound, c.hash, c.recipe, c.parameters
      from ranked r join trial t on t.id = r.id join configuration c on c.id = r.configuration_id
      where r.best_before is null or r.accuracy > r.best_before
      order by r.place, r.log10_bound
      """;

  private final FrontierQuery query;
  private final boolean ownRule;
  private final List<String> filtered;

  /**
   * @param ownRule whether the bounds in the trials' rows are of the query's rule
   */
  ResultsSql(FrontierQuery query, boolean ownRule) {
    this.query = query;
    this.ownRule = ownRule;
    this.filtered = query.filter().keySet().stream().sorted().toList();
  }

  String results() {
    return RESULTS.formatted(source(), filters());
  }

  /** A result is on the frontier of its group when its accuracy beats all before it. */
  String maxima() {
    String by =
        IntStream.range(0, query.by().size())
            .mapToObj(i -> "c.parameters -> cast(:by%d as text)".formatted(i))
            .collect(Collectors.joining(", "));
    String place = by.isEmpty() ? "1" : "dense_rank() over (order by %s)".formatted(by);
    return MAXIMA.formatted(source(), place, filters());
  }

  StatementSpec bind(StatementSpec statement) {
    StatementSpec bound = statement.param("sweep", query.sweepId()).param("rule", query.rule());
    for (int i = 0; i < query.by().size(); i++) {
      bound = bound.param("by" + i, query.by().get(i));
    }
    for (int i = 0; i < filtered.size(); i++) {
      List<String> allowed = query.filter().getOrDefault(filtered.get(i), List.of());
      bound =
          bound
              .param("filter" + i, filtered.get(i))
              .param(
                  "allowed" + i, allowed.stream().flatMap(ResultsSql::json).toArray(String[]::new));
    }
    return bound;
  }

  private String source() {
    return ownRule ? OWN_BOUND : BOUND_OF_RULE;
  }

  private String filters() {
    return IntStream.range(0, filtered.size())
        .mapToObj(
            "and c.parameters -> cast(:filter%1$d as text) = any (cast(:allowed%1$d as jsonb[]))"
                ::formatted)
        .collect(Collectors.joining("\n"));
  }

  /** The value as a JSON string and, if it reads as one, as a JSON number: jsonb has 4 = 4.0. */
  private static Stream<String> json(String value) {
    String text = Jsonb.write(value);
    try {
      return Stream.of(text, new BigDecimal(value).toString());
    } catch (NumberFormatException e) {
      return Stream.of(text);
    }
  }
}
