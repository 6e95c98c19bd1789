package dev.lipsweep.domain.frontier.statistics;

import dev.lipsweep.domain.frontier.AccuracyCurve;
import dev.lipsweep.domain.frontier.BoundRange;
import dev.lipsweep.domain.frontier.Hypervolume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** One frontier's hypervolume and its accuracy at many bounds, over the resamples. */
final class GroupTally {
  private static final int PLACES = 120;
  private static final double NOTHING = -1;

  private final AccuracyCurve observed;
  private final Hypervolume reference;
  private final double[] volumes;
  private final double[] places;
  private final double[][] accuracies;

  GroupTally(AccuracyCurve observed, Hypervolume reference, int resamples) {
    this.observed = observed;
    this.reference = reference;
    this.volumes = new double[resamples];
    this.places = places(observed, reference.range());
    this.accuracies = new double[places.length][resamples];
  }

  void add(int resample, AccuracyCurve curve) {
    volumes[resample] = reference.of(curve);
    double[] attained = curve.accuraciesAt(places, NOTHING);
    for (int i = 0; i < places.length; i++) {
      accuracies[i][resample] = attained[i];
    }
  }

  Estimate hypervolume(double level) {
    return new Resampled(reference.of(observed), volumes).estimate(level);
  }

  Band band(double level) {
    var steps = new ArrayList<Band.Step>();
    Estimate before = null;
    for (int i = 0; i < places.length; i++) {
      Estimate here = new Resampled(0, accuracies[i]).estimate(level);
      if (here.high() != NOTHING && !here.equals(before)) {
        steps.add(new Band.Step(places[i], attained(here.low()), attained(here.high())));
        before = here;
      }
    }
    return new Band(steps);
  }

  /** Evenly over the range, and where the frontier itself rises. */
  private static double[] places(AccuracyCurve curve, BoundRange range) {
    DoubleStream even =
        IntStream.rangeClosed(0, PLACES)
            .mapToDouble(i -> range.low() + range.decades() * i / PLACES);
    DoubleStream rises =
        Arrays.stream(curve.steps()).filter(step -> range.low() < step && step < range.high());
    return DoubleStream.concat(even, rises).sorted().distinct().toArray();
  }

  private static double attained(double accuracy) {
    return accuracy == NOTHING ? Double.NaN : accuracy;
  }
}
