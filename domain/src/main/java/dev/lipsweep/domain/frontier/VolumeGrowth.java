package dev.lipsweep.domain.frontier;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the hypervolume of a sweep grew with the compute that it took.
 *
 * @param points one for each trial that changed the volume, and one for the last that ended
 */
public record VolumeGrowth(List<At> points) {
  public VolumeGrowth {
    points = List.copyOf(points);
  }

  /**
   * A trial that has ended.
   *
   * @param seconds that its attempts took together
   * @param steps that it trained
   * @param result null if it has none that counts
   */
  public record Spent(double seconds, long steps, Frontier.@Nullable Point result) {}

  /** Seconds and steps of all trials up to one, and the volume of their results. */
  public record At(double seconds, long steps, double volume) {}

  /**
   * @param trials in the order in which they ended
   */
  public static VolumeGrowth of(List<Spent> trials, Hypervolume reference) {
    var growth = new ArrayList<At>();
    List<Frontier.Point> front = List.of();
    double seconds = 0;
    long steps = 0;
    double volume = 0;
    for (int i = 0; i < trials.size(); i++) {
      Spent trial = trials.get(i);
      seconds += trial.seconds();
      steps += trial.steps();
      Frontier.Point result = trial.result();
      if (result != null && front.stream().noneMatch(point -> point.dominates(result))) {
        var with = new ArrayList<>(front);
        with.add(result);
        front = Frontier.of(with);
        volume = reference.of(front);
        growth.add(new At(seconds, steps, volume));
      } else if (i == trials.size() - 1) {
        growth.add(new At(seconds, steps, volume));
      }
    }
    return new VolumeGrowth(growth);
  }

  /** Steps of all its trials. */
  public double steps() {
    return points.isEmpty() ? 0 : points.getLast().steps();
  }

  /** What it has in the end. */
  public double volume() {
    return points.isEmpty() ? 0 : points.getLast().volume();
  }

  /** The volume once so many steps were spent. */
  public double volumeAt(double steps) {
    double volume = 0;
    for (At at : points) {
      volume = at.steps() <= steps ? at.volume() : volume;
    }
    return volume;
  }

  /** The steps that a volume took; infinite if it was not reached. */
  public double stepsFor(double volume) {
    return points.stream()
        .filter(at -> at.volume() >= volume)
        .mapToDouble(At::steps)
        .findFirst()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
