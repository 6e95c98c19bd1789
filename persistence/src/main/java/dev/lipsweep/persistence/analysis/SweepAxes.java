package dev.lipsweep.persistence.analysis;

import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which parameters of a sweep vary, and over which values. */
@Component
@Transactional(readOnly = true)
public class SweepAxes {
  /** More values than a picture has room for are taken together. */
  static final int MOST_VALUES = 40;

  static final int BINS = 20;

  /** From this ratio of the ends on, equal ratios say more than equal differences. */
  private static final double DECADES_APART = 8;

  private static final String VARYING =
      """
      select key, bool_and(jsonb_typeof(value) = 'number') as numeric,
             min(case when jsonb_typeof(value) = 'number' then cast(value as float8) end) as low,
             max(case when jsonb_typeof(value) = 'number' then cast(value as float8) end) as high,
             case when count(*) <= :most then array_agg(cast(value as text) order by value) end as values
      from (
        select p.key, p.value
        from (select distinct configuration_id from trial where sweep_id = any (cast(:sweeps as uuid[]))) t
        join configuration c on c.id = t.configuration_id cross join lateral jsonb_each(c.parameters) p
        group by p.key, p.value) pairs
      where cast(:name as text) is null or key = :name
      group by key having count(*) > 1 order by key
      """;

  private final JdbcClient jdbc;

  SweepAxes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** By name. A text with very many values is no axis: its values have no neighbours. */
  public List<SweepAxis> of(UUID sweep) {
    return of(List.of(sweep));
  }

  /** What varies among the trials of several sweeps. */
  public List<SweepAxis> of(Collection<UUID> sweeps) {
    return find(sweeps, null);
  }

  /** Empty if the parameter does not vary, or is no axis. */
  public Optional<SweepAxis> named(UUID sweep, String name) {
    return find(List.of(sweep), name).stream().findFirst();
  }

  private List<SweepAxis> find(Collection<UUID> sweeps, @Nullable String name) {
    return jdbc
        .sql(VARYING)
        .param("sweeps", Columns.uuids(sweeps))
        .param("name", name, Types.VARCHAR)
        .param("most", MOST_VALUES)
        .query((row, n) -> axis(row))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<SweepAxis> axis(ResultSet row) throws SQLException {
    String name = row.getString("key");
    boolean numeric = row.getBoolean("numeric");
    Array values = row.getArray("values");
    double low = row.getDouble("low");
    double high = row.getDouble("high");
    boolean logarithmic = numeric && low > 0 && high / low >= DECADES_APART;
    if (values != null) {
      List<SweepAxis.Level> levels =
          Arrays.stream((String[]) values.getArray())
              .map(text -> new SweepAxis.Level(Jsonb.tree(text), null, null))
              .toList();
      return Optional.of(new SweepAxis(name, numeric, logarithmic, levels));
    }
    return numeric
        ? Optional.of(new SweepAxis(name, true, logarithmic, bins(low, high, logarithmic)))
        : Optional.empty();
  }

  private static List<SweepAxis.Level> bins(double low, double high, boolean logarithmic) {
    DoubleUnaryOperator edge =
        logarithmic
            ? share -> low * Math.pow(high / low, share)
            : share -> low + (high - low) * share;
    return IntStream.range(0, BINS)
        .mapToObj(
            i ->
                new SweepAxis.Level(
                    null,
                    edge.applyAsDouble((double) i / BINS),
                    i == BINS - 1 ? high : edge.applyAsDouble((double) (i + 1) / BINS)))
        .toList();
  }
}
