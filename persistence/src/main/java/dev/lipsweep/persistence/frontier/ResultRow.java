package dev.lipsweep.persistence.frontier;

import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.frontier.Metric;
import dev.lipsweep.persistence.Columns;
import dev.lipsweep.persistence.configuration.StoredConfiguration;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@link ResultsSql}: a point but for what its configuration is. */
record ResultRow(
    UUID trialId,
    UUID sweepId,
    int number,
    LogBound bound,
    double accuracy,
    @Nullable Double loss,
    long seed,
    long configurationId,
    Map<Metric, Double> values) {
  /**
   * @param metrics what the columns {@code v0, v1, ...} are
   */
  static ResultRow of(ResultSet row, List<Metric> metrics) throws SQLException {
    Double log10 = Columns.real(row, "log10_bound");
    var values = new LinkedHashMap<Metric, Double>();
    for (int i = 0; i < metrics.size(); i++) {
      Double value = Columns.real(row, "v" + i);
      if (value != null) {
        values.put(metrics.get(i), value);
      }
    }
    return new ResultRow(
        Columns.uuid(row, "id"),
        Columns.uuid(row, "sweep_id"),
        row.getInt("number"),
        log10 == null ? LogBound.UNKNOWN : LogBound.ofLog10(log10),
        row.getDouble("accuracy"),
        Columns.real(row, "loss"),
        row.getLong("seed"),
        row.getLong("configuration_id"),
        values);
  }

  FrontierPoint point(StoredConfiguration configuration) {
    return new FrontierPoint(
        List.of(trialId),
        sweepId,
        number,
        bound,
        accuracy,
        loss,
        seed,
        configuration.parameters(),
        configuration.hash(),
        values);
  }
}
