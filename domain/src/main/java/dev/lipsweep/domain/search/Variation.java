package dev.lipsweep.domain.search;

import dev.lipsweep.domain.space.Axis;
import java.util.Optional;
import java.util.SplittableRandom;

/** Children of points: crossed with another, changed a little. */
final class Variation {
  /** A number moves by about this share of its axis. */
  private static final double REACH = 0.2;

  /** How often a child moves to any other block. */
  private static final double ELSEWHERE = 0.05;

  private final DrawnSpace space;
  private final SplittableRandom random;

  Variation(DrawnSpace space, SplittableRandom random) {
    this.space = space;
    this.random = random;
  }

  /** The first parent, with about half of the second's values where its block has them. */
  Candidate crossed(Candidate first, Candidate second) {
    double[] places = first.places().clone();
    for (int i = 0; i < places.length; i++) {
      Axis axis = space.axis(first.block(), i);
      Object value = second.configuration().parameters().get(axis.parameter());
      double place = value == null ? Double.NaN : axis.placeOf(value);
      if (random.nextBoolean() && !Double.isNaN(place)) {
        places[i] = place;
      }
    }
    return new Candidate(first.configuration(), first.block(), places, first.hash());
  }

  /** One axis changed at least, on average; empty if the recipe refuses what comes out. */
  Optional<Candidate> mutated(Candidate parent) {
    if (random.nextDouble() < ELSEWHERE) {
      return space.at(random.doubles(space.sides()).toArray());
    }
    double[] places = parent.places().clone();
    if (places.length == 0) {
      return Optional.empty();
    }
    int certain = random.nextInt(places.length);
    for (int i = 0; i < places.length; i++) {
      if (i == certain || random.nextDouble() < 1.0 / places.length) {
        places[i] = moved(space.axis(parent.block(), i), places[i]);
      }
    }
    return space.at(parent.block(), places);
  }

  /** Numbers move to near ones, one value at least; names to any. */
  private double moved(Axis axis, double place) {
    int values = axis.values().size();
    if (axis instanceof Axis.Range) {
      return Math.clamp(place + REACH * random.nextGaussian(), 0, Math.nextDown(1.0));
    }
    if (!(axis.values().getFirst() instanceof Number)) {
      return random.nextDouble();
    }
    int index = Math.min(values - 1, (int) (place * values));
    int stride = (int) Math.max(1, Math.rint(Math.abs(REACH * values * random.nextGaussian())));
    int next = Math.clamp(random.nextBoolean() ? index + stride : index - stride, 0, values - 1);
    return (next + 0.5) / values;
  }
}
