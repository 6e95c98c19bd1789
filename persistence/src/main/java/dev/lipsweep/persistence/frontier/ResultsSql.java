package dev.lipsweep.persistence.frontier;

import dev.lipsweep.persistence.Jsonb;
import java.math.BigDecimal;
import java.util.ArrayList;
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
      select t.id, t.number, t.seed, t.accuracy, t.loss, t.log10_bound, c.hash, c.recipe, c.parameters
      from trial t join configuration c on c.id = t.configuration_id
      where t.sweep_id = :sweep and t.state = 'COMPLETED' and t.bound_rule = :rule and t.log10_bound is not null
      """;

  private static final String BOUND_OF_RULE =
      """
      select t.id, t.number, t.seed, t.accuracy, t.loss, r.log10_bound, c.hash, c.recipe, c.parameters
      from trial t join configuration c on c.id = t.configuration_id
      join certificate r on r.trial_id = t.id and r.rule = :rule
      where t.sweep_id = :sweep and t.state = 'COMPLETED' and r.log10_bound is not null
      """;

  private final FrontierQuery query;
  private final List<String> filtered;

  ResultsSql(FrontierQuery query) {
    this.query = query;
    this.filtered = query.filter().keySet().stream().sorted().toList();
  }

  String results() {
    return "select * from (%s) result order by number".formatted(source());
  }

  /** A result is on the frontier of its group when its accuracy beats all before it. */
  String maxima() {
    String partition =
        IntStream.range(0, query.by().size())
            .mapToObj(i -> "parameters -> cast(:by%d as text)".formatted(i))
            .collect(Collectors.joining(", "));
    return """
        select * from (
          select result.*, max(accuracy) over (%s order by log10_bound, accuracy desc, number
                                               rows between unbounded preceding and 1 preceding) as best_before
          from (%s) result) ranked
        where best_before is null or accuracy > best_before
        order by %s log10_bound
        """
        .formatted(
            partition.isEmpty() ? "" : "partition by " + partition,
            source(),
            partition.isEmpty() ? "" : partition + ",");
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
    var sql = new ArrayList<String>();
    sql.add(query.rule().equals(FrontierQuery.DEFAULT_RULE) ? OWN_BOUND : BOUND_OF_RULE);
    for (int i = 0; i < filtered.size(); i++) {
      sql.add(
          "and c.parameters -> cast(:filter%1$d as text) = any (cast(:allowed%1$d as jsonb[]))"
              .formatted(i));
    }
    return String.join("\n", sql);
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
