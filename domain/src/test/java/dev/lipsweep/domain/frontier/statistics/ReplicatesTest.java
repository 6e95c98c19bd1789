package dev.lipsweep.domain.frontier.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.frontier.BoundRange;
import dev.lipsweep.domain.frontier.Frontier;
import dev.lipsweep.domain.frontier.SeedAggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplicatesTest {
  private static final List<SeedAggregate> REDUCING =
      List.of(SeedAggregate.MEAN, SeedAggregate.MEDIAN, SeedAggregate.WORST);

  @Test
  void the_quick_frontier_is_the_frontier_also_where_bounds_leave_the_range() {
    var random = new Random(5);
    for (int set = 0; set < 500; set++) {
      int size = random.nextInt(50);
      double[] bounds = new double[size];
      double[] accuracies = new double[size];
      var points = new ArrayList<Frontier.Point>();
      for (int i = 0; i < size; i++) {
        bounds[i] = bound(random);
        accuracies[i] = random.nextInt(8) / 8.0;
        if (!Double.isNaN(bounds[i])) {
          points.add(new Frontier.Point(bounds[i], accuracies[i], i));
        }
      }
      var finder = new FrontFinder(new BoundRange(-2, random.nextInt(200) - 2));
      assertThat(finder.of(bounds, accuracies, IntStream.range(0, size).toArray(), size))
          .isEqualTo(Frontier.of(points));
    }
  }

  @Test
  void what_is_left_out_from_the_start_would_never_have_been_on_a_frontier() {
    var random = new Random(6);
    for (int set = 0; set < 60; set++) {
      List<ConfigurationResults> configurations = randomConfigurations(random);
      for (SeedAggregate aggregate : REDUCING) {
        var replicates = new Replicates(configurations, aggregate);
        List<ConfigurationResults> hopeful = hopeful(replicates);
        for (int resample = 0; resample < 10; resample++) {
          assertThat(onFront(replicates, drawnWithoutShortcut(replicates, aggregate, random)))
              .isSubsetOf(hopeful);
        }
        assertThat(replicates.observed().overall())
            .isEqualTo(drawnWithoutShortcut(replicates, aggregate, null));
      }
    }
  }

  private static List<ConfigurationResults> hopeful(Replicates replicates) {
    return replicates.hopeful().stream()
        .flatMapToInt(IntStream::of)
        .mapToObj(replicates.configurations()::get)
        .toList();
  }

  private static List<ConfigurationResults> onFront(
      Replicates replicates, List<Frontier.Point> front) {
    return front.stream()
        .map(point -> replicates.configurations().get((int) point.order()))
        .toList();
  }

  private static List<Frontier.Point> drawnWithoutShortcut(
      Replicates replicates, SeedAggregate aggregate, RandomGenerator random) {
    var table = new SeedTable(replicates.configurations(), aggregate);
    var points = new ArrayList<Frontier.Point>();
    for (int i = 0; i < replicates.configurations().size(); i++) {
      table.draw(i, random);
      if (!Double.isNaN(table.log10Bound())) {
        points.add(new Frontier.Point(table.log10Bound(), table.accuracy(), i));
      }
    }
    return Frontier.of(points);
  }

  private static List<ConfigurationResults> randomConfigurations(Random random) {
    var configurations = new ArrayList<ConfigurationResults>();
    for (int i = 0; i < 1 + random.nextInt(25); i++) {
      double[] results = new double[2 * (1 + random.nextInt(4))];
      double bound = bound(random);
      double accuracy = random.nextInt(8) / 8.0;
      for (int j = 0; j < results.length; j += 2) {
        results[j] = random.nextInt(6) == 0 ? bound(random) : bound + random.nextInt(3);
        results[j + 1] = Math.min(1, accuracy + random.nextInt(3) / 20.0);
      }
      configurations.add(
          Samples.configuration("method " + random.nextInt(3), "hash " + i, results));
    }
    return configurations;
  }

  private static double bound(Random random) {
    return switch (random.nextInt(14)) {
      case 0 -> Double.POSITIVE_INFINITY;
      case 1 -> Double.NEGATIVE_INFINITY;
      case 2 -> Double.NaN;
      default -> random.nextInt(9) * 30.0;
    };
  }
}
