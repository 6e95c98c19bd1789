package dev.lipsweep.persistence.analysis;

import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.Jsonb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sums a sweep's trials up over two of its parameters: for heat maps, and for curves. */
@Component
@Transactional(readOnly = true)
public class Cells {
  /** An array is compared number by number, so the best value brings its trial with it. */
  private static final String GRID =
      """
      select g.*, b.id as best_trial, b.number as best_number
      from (
        select x, y, count(*) as trials, count(*) filter (where state = 'COMPLETED') as completed,
               count(*) filter (where state = 'INFEASIBLE') as diverged,
               avg(v) as mean, stddev_samp(v) as deviation, min(v) as low, max(v) as high,
               (max(array[case when :smaller then -v else v end, -number]) filter (where v is not null))[2] as best
        from (
          select %s as x, %s as y, t.state, t.number, case when t.state = 'COMPLETED' then %s end as v
          from trial t join configuration c on c.id = t.configuration_id
          where t.sweep_id = :sweep and c.parameters @> cast(:where as jsonb)) placed
        group by x, y) g
      left join trial b on b.sweep_id = :sweep and b.number = -g.best
      """;

  private static final String VALUE = "cast(c.parameters -> :%s as text)";

  private static final String BIN =
      """
      cast(least(:%1$sBins, width_bucket(%2$s(cast(c.parameters ->> :%1$s as float8)), %2$s(:%1$sLow), %2$s(:%1$sHigh), :%1$sBins)) - 1 as text)
      """;

  private final JdbcClient jdbc;

  Cells(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param where only trials whose configuration has these values
   */
  public CellGrid of(
      UUID sweep, SweepAxis x, SweepAxis y, CellMetric metric, Map<String, Object> where) {
    var parameters = new HashMap<String, Object>();
    parameters.put("sweep", sweep);
    parameters.put("where", Jsonb.write(where));
    parameters.put("smaller", metric.smallerIsBetter);
    String sql = GRID.formatted(place("x", x, parameters), place("y", y, parameters), metric.sql);
    Map<Object, Integer> xs = indices(x);
    Map<Object, Integer> ys = indices(y);
    var cells = new ArrayList<Cell>();
    int[] outside = {0};
    jdbc.sql(sql)
        .params(parameters)
        .query(
            row -> {
              Integer column = index(xs, row.getString("x"));
              Integer line = index(ys, row.getString("y"));
              if (column == null || line == null) {
                outside[0] += row.getInt("trials");
              } else {
                cells.add(cell(row, column, line));
              }
            });
    return new CellGrid(x, y, metric, outside[0], List.copyOf(cells));
  }

  /** The SQL of a trial's place on an axis. */
  private static String place(String which, SweepAxis axis, Map<String, Object> parameters) {
    parameters.put(which, axis.name());
    if (!axis.binned()) {
      return VALUE.formatted(which);
    }
    parameters.put(which + "Low", axis.levels().getFirst().low());
    parameters.put(which + "High", axis.levels().getLast().high());
    parameters.put(which + "Bins", axis.levels().size());
    return BIN.formatted(which, axis.logarithmic() ? "ln" : "+");
  }

  private static Map<Object, Integer> indices(SweepAxis axis) {
    var indices = new HashMap<Object, Integer>();
    for (int i = 0; i < axis.levels().size(); i++) {
      Object value = axis.levels().get(i).value();
      indices.put(key(value == null ? i : value), i);
    }
    return indices;
  }

  private static @Nullable Integer index(Map<Object, Integer> indices, @Nullable String json) {
    return json == null ? null : indices.get(key(Jsonb.tree(json)));
  }

  /** One number may be written in several ways. */
  private static Object key(Object value) {
    return value instanceof Number number ? (Object) number.doubleValue() : value;
  }

  private static Cell cell(ResultSet row, int x, int y) throws SQLException {
    return new Cell(
        x,
        y,
        row.getInt("trials"),
        row.getInt("completed"),
        row.getInt("diverged"),
        Columns.real(row, "mean"),
        Columns.real(row, "deviation"),
        Columns.real(row, "low"),
        Columns.real(row, "high"),
        Columns.uuid(row, "best_trial"),
        row.getObject("best_number", Integer.class));
  }
}
