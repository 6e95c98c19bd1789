package dev.lipsweep.api.frontier;

import dev.lipsweep.api.table.Column;
import dev.lipsweep.api.table.Table;
import dev.lipsweep.domain.frontier.Metric;
import dev.lipsweep.domain.recipe.Parameter;
import dev.lipsweep.persistence.frontier.FrontierPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Frontiers as one table: a row a point, group after group, a column a parameter. Columns come from
 * the recipes and the question, never from the results, so that files of different days fit
 * together.
 */
final class FrontierTable {
  private FrontierTable() {}

  static Table<FrontierPoint> of(FrontierSubject subject, List<FrontierPoint> points) {
    var columns = new ArrayList<Column<FrontierPoint>>();
    columns.add(Column.text("trialId", FrontierPoint::trialId));
    columns.add(Column.whole("number", FrontierPoint::number));
    columns.add(Column.text("rule", point -> subject.query().rule()));
    columns.add(Column.real("log10Bound", FrontierTable::log10Bound));
    columns.add(Column.text("boundKind", point -> point.bound().kind().name()));
    columns.add(Column.text("bound", point -> point.bound().text()));
    columns.add(Column.real("accuracy", FrontierPoint::accuracy));
    columns.add(Column.real("loss", FrontierPoint::loss));
    columns.add(Column.whole("seed", FrontierPoint::seed));
    columns.add(Column.whole("seeds", point -> point.trialIds().size()));
    columns.add(Column.text("configurationHash", FrontierPoint::configurationHash));
    columns.add(Column.text("sweepId", FrontierPoint::sweepId));
    parameters(subject).forEach((name, type) -> columns.add(parameter(name, type)));
    subject.further().forEach(metric -> columns.add(metric(metric)));
    return new Table<>(columns, points::stream);
  }

  /** NaN would be a number to some readers: an unknown bound has none. */
  private static @Nullable Object log10Bound(FrontierPoint point) {
    double log10 = point.bound().log10();
    return Double.isNaN(log10) ? null : log10;
  }

  private static Column<FrontierPoint> parameter(String name, Column.Type type) {
    return new Column<>(
        name,
        type,
        point -> {
          Object value = point.parameters().get(name);
          return type == Column.Type.TEXT || value instanceof Number ? value : null;
        });
  }

  private static Column<FrontierPoint> metric(Metric metric) {
    return Column.real(metric.name(), point -> point.metrics().get(metric));
  }

  /** Where recipes disagree about a parameter, its values are text. */
  private static Map<String, Column.Type> parameters(FrontierSubject subject) {
    var types = new LinkedHashMap<String, Column.Type>();
    Stream<Parameter> all =
        subject.recipes().stream().flatMap(recipe -> recipe.parameters().stream());
    all.forEach(
        parameter ->
            types.merge(
                parameter.name(), type(parameter), (a, b) -> a == b ? a : Column.Type.TEXT));
    return types;
  }

  private static Column.Type type(Parameter parameter) {
    return switch (parameter) {
      case Parameter.Whole whole -> Column.Type.WHOLE;
      case Parameter.Real real -> Column.Type.REAL;
      case Parameter.Choice choice -> Column.Type.TEXT;
      case Parameter.Text text -> Column.Type.TEXT;
    };
  }
}
