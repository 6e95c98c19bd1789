package dev.lipsweep.domain.racing;

import dev.lipsweep.domain.frontier.Frontier;
import dev.lipsweep.domain.frontier.NonDominatedSort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How sure it is which configurations are on the frontier, and which of them need another seed.
 * Means over seeds are believed to be normal, with a variance between seeds that is pooled over all
 * configurations that have several; the chance of being on the frontier is counted in draws.
 */
public final class Race {
  private static final int DRAWS = 400;
  private static final long SEED = 11;

  /** Configurations that are looked at, the best layers first; others are not on the frontier. */
  private static final int MOST = 400;

  private final List<Racer> racers;
  private final double[] chances;

  private Race(List<Racer> racers, double[] chances) {
    this.racers = racers;
    this.chances = chances;
  }

  public static Race of(List<Racer> all) {
    NonDominatedSort sort = NonDominatedSort.of(means(all));
    List<Racer> racers = sort.order().stream().limit(MOST).map(all::get).toList();
    double bound = deviation(racers, Racer::log10Bounds);
    double accuracy = deviation(racers, Racer::accuracies);
    return new Race(racers, chances(racers, bound, accuracy));
  }

  /**
   * The chance of being on the frontier, of the racer with this id; 0 for one that is far from it.
   */
  public double chance(String id) {
    return IntStream.range(0, racers.size())
        .filter(i -> racers.get(i).id().equals(id))
        .mapToDouble(i -> chances[i])
        .findFirst()
        .orElse(0);
  }

  /**
   * Who gets another seed, the least certain first; empty if all are certain enough or have all
   * their seeds. Before any configuration has two seeds there is no telling: then those that seem
   * to be on the frontier get a second one.
   *
   * @param wanted how many at most
   */
  public List<Racer> next(Racing racing, int wanted) {
    boolean blind = racers.stream().allMatch(racer -> racer.seeds() < 2);
    var open = new ArrayList<Integer>();
    for (int i = 0; i < racers.size(); i++) {
      Racer racer = racers.get(i);
      boolean uncertain =
          blind ? chances[i] > 0.5 : Math.max(chances[i], 1 - chances[i]) < racing.probability();
      if (uncertain && racer.seeds() + racer.pending() < racing.seeds() && racer.pending() == 0) {
        open.add(i);
      }
    }
    open.sort(Comparator.comparingDouble(i -> Math.abs(chances[i] - 0.5)));
    return open.stream().limit(wanted).map(racers::get).toList();
  }

  private static double[] chances(List<Racer> racers, double bound, double accuracy) {
    var random = new SplittableRandom(SEED);
    List<Frontier.Point> means = means(racers);
    double[] chances = new double[racers.size()];
    var drawn = new ArrayList<Frontier.Point>(means);
    for (int draw = 0; draw < DRAWS; draw++) {
      for (int i = 0; i < chances.length; i++) {
        double scale = 1 / Math.sqrt(racers.get(i).seeds());
        drawn.set(
            i,
            new Frontier.Point(
                means.get(i).log10Bound() + bound * scale * random.nextGaussian(),
                means.get(i).accuracy() + accuracy * scale * random.nextGaussian(),
                i));
      }
      Frontier.of(drawn).forEach(point -> chances[(int) point.order()] += 1.0 / DRAWS);
    }
    return chances;
  }

  private static List<Frontier.Point> means(List<Racer> racers) {
    return IntStream.range(0, racers.size()).mapToObj(i -> racers.get(i).mean(i)).toList();
  }

  /** Between seeds of one configuration; 0 if none has two. */
  private static double deviation(List<Racer> racers, Function<Racer, List<Double>> values) {
    double squares = 0;
    int freedom = 0;
    for (Racer racer : racers) {
      double mean = Racer.mean(values.apply(racer));
      for (double value : values.apply(racer)) {
        squares += (value - mean) * (value - mean);
      }
      freedom += racer.seeds() - 1;
    }
    return freedom == 0 ? 0 : Math.sqrt(squares / freedom);
  }
}
