package dev.lipsweep.domain.search;

import dev.lipsweep.domain.recipe.Configuration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far apart configurations are, parameter by parameter. Numbers lie between 0 and 1, by their
 * logarithm if all of them are above 0; two different names are 1 apart, and so is a parameter that
 * matters in one configuration only.
 */
final class Features {
  private record Scale(String parameter, boolean logarithmic, double low, double high) {
    double place(double value) {
      double x = logarithmic ? Math.log(value) : value;
      return high > low ? (x - low) / (high - low) : 0;
    }
  }

  private final List<Scale> scales;

  private Features(List<Scale> scales) {
    this.scales = scales;
  }

  /** Over the parameters that differ among these. */
  static Features of(Collection<Configuration> configurations) {
    var names = new TreeSet<String>();
    configurations.forEach(c -> names.addAll(c.parameters().keySet()));
    var scales = new ArrayList<Scale>();
    for (String name : names) {
      List<@Nullable Object> values =
          configurations.stream()
              .<@Nullable Object>map(c -> c.parameters().get(name))
              .distinct()
              .toList();
      if (values.size() > 1) {
        scales.add(scale(name, values));
      }
    }
    return new Features(scales);
  }

  private static Scale scale(String name, List<@Nullable Object> values) {
    double[] numbers =
        values.stream()
            .filter(Number.class::isInstance)
            .mapToDouble(value -> ((Number) value).doubleValue())
            .sorted()
            .toArray();
    if (numbers.length == 0) {
      return new Scale(name, false, 0, 0);
    }
    boolean logarithmic = numbers[0] > 0;
    double low = numbers[0];
    double high = numbers[numbers.length - 1];
    return new Scale(
        name, logarithmic, logarithmic ? Math.log(low) : low, logarithmic ? Math.log(high) : high);
  }

  int count() {
    return scales.size();
  }

  /** A configuration's values, to be compared by {@link #squared}. */
  @Nullable Object[] of(Configuration configuration) {
    @Nullable Object[] values = new Object[scales.size()];
    for (int p = 0; p < values.length; p++) {
      Object value = configuration.parameters().get(scales.get(p).parameter());
      values[p] = value instanceof Number n ? (Object) scales.get(p).place(n.doubleValue()) : value;
    }
    return values;
  }

  /** The squared distance in each parameter. */
  static double[] squared(@Nullable Object[] a, @Nullable Object[] b) {
    double[] squared = new double[a.length];
    for (int p = 0; p < squared.length; p++) {
      if (a[p] instanceof Double x && b[p] instanceof Double y) {
        squared[p] = (x - y) * (x - y);
      } else {
        squared[p] = Objects.equals(a[p], b[p]) ? 0 : 1;
      }
    }
    return squared;
  }
}
