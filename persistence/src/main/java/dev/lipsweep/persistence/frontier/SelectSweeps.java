package dev.lipsweep.persistence.frontier;

import dev.lipsweep.domain.frontier.FrontierDefinition;
import dev.lipsweep.domain.frontier.Metric;
import dev.lipsweep.domain.frontier.Objective;
import dev.lipsweep.domain.frontier.SweepSelection;
import dev.lipsweep.persistence.Columns;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Finds the sweeps that a definition means, and so turns it into a query. */
@Component
@Transactional(readOnly = true)
public class SelectSweeps {
  private static final String NAMED =
      """
      (select id, name, recipe from sweep
       where id = :id and (cast(:as_of as timestamptz) is null or created_at <= :as_of))
      union all
      (select id, name, recipe from sweep
       where name = :name and (cast(:as_of as timestamptz) is null or created_at <= :as_of)
       order by id desc limit 1)
      limit 1
      """;

  private static final String MATCHING =
      """
      select id, name, recipe from sweep
      where (cast(:recipe as text) is null or recipe = :recipe) and (cast(:pattern as text) is null or name like :pattern)
        and (cast(:as_of as timestamptz) is null or created_at <= :as_of)
      order by id
      """;

  private final JdbcClient jdbc;
  private final Frontiers frontiers;

  SelectSweeps(JdbcClient jdbc, Frontiers frontiers) {
    this.jdbc = jdbc;
    this.frontiers = frontiers;
  }

  /** The sweep with this id, or the latest one of this name at that time. */
  public Optional<SelectedSweep> named(String idOrName, @Nullable Instant asOf) {
    return at(jdbc.sql(NAMED).param("id", id(idOrName), Types.OTHER).param("name", idOrName), asOf)
        .optional();
  }

  /** The names of all sweeps. */
  public List<String> names() {
    return jdbc.sql("select distinct name from sweep order by name").query(String.class).list();
  }

  /** The older first. A name that no sweep has, or had at that time, selects nothing. */
  public List<SelectedSweep> select(SweepSelection selection, @Nullable Instant asOf) {
    return switch (selection) {
      case SweepSelection.Named named ->
          named.sweeps().stream()
              .flatMap(sweep -> named(sweep, asOf).stream())
              .distinct()
              .sorted(java.util.Comparator.comparing(sweep -> sweep.id().toString()))
              .toList();
      case SweepSelection.All all -> matching(null, null, asOf);
      case SweepSelection.OfRecipe of -> matching(of.recipe(), null, asOf);
      case SweepSelection.Like like -> matching(like.recipe(), like.pattern(), asOf);
    };
  }

  /** The definition as a question about the sweeps that it means now, or meant at that time. */
  public FrontierQuery query(FrontierDefinition definition, @Nullable Instant asOf) {
    var sweeps = select(definition.sweeps(), asOf).stream().map(SelectedSweep::id).toList();
    List<Objective> objectives =
        definition.objectives().stream()
            .map(
                objective ->
                    objective.metric().equals(Metric.BOUND)
                        ? new Objective(
                            Metric.bound(frontiers.ruleOf(sweeps)), objective.direction())
                        : objective)
            .toList();
    return new FrontierQuery(
        sweeps,
        objectives,
        definition.by(),
        definition.where(),
        definition.metrics(),
        definition.seeds(),
        definition.evidence(),
        asOf,
        List.of());
  }

  private static @Nullable UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private List<SelectedSweep> matching(
      @Nullable String recipe, @Nullable String pattern, @Nullable Instant asOf) {
    String like =
        pattern == null
            ? null
            : pattern
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
                .replace('*', '%');
    return at(
            jdbc.sql(MATCHING)
                .param("recipe", recipe, Types.VARCHAR)
                .param("pattern", like, Types.VARCHAR),
            asOf)
        .list();
  }

  private static JdbcClient.MappedQuerySpec<SelectedSweep> at(
      JdbcClient.StatementSpec statement, @Nullable Instant asOf) {
    return statement
        .param(
            "as_of",
            asOf == null ? null : asOf.atOffset(ZoneOffset.UTC),
            Types.TIMESTAMP_WITH_TIMEZONE)
        .query(
            (row, n) ->
                new SelectedSweep(
                    Columns.uuid(row, "id"), row.getString("name"), row.getString("recipe")));
  }
}
