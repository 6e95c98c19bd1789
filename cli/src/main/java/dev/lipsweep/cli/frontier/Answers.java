package dev.lipsweep.cli.frontier;

import dev.lipsweep.cli.client.Server;
import dev.lipsweep.domain.bound.LogBound;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server says of named frontiers, as far as the command line shows it. */
final class Answers {
  private static final int SHOWN_DIGITS = 12;

  private Answers() {}

  /** A named frontier. */
  record Named(
      String name,
      Map<String, Object> definition,
      @Nullable Instant createdAt,
      @Nullable Instant changedAt,
      @Nullable List<String> warnings) {}

  /** A snapshot without its content. */
  record Snapshot(String sha256, @Nullable Instant takenAt, @Nullable Instant asOf, int points) {}

  /** A comparison of two states. */
  record Comparison(End from, End to, int gained, int lost, List<Group> groups) {}

  /** One of its ends; without a hash it is now. */
  record End(@Nullable String sha256, @Nullable Instant asOf, int points) {}

  /** What became of one group. */
  record Group(
      Map<String, Object> group,
      List<Point> gained,
      List<Point> lost,
      int kept,
      @Nullable Volumes hypervolume) {}

  /** A point that one state has and the other has not. */
  record Point(
      int number,
      long seed,
      @Nullable Double log10Bound,
      LogBound.Kind boundKind,
      double accuracy,
      Map<String, Object> parameters) {}

  /** Dominated area in decades times share. */
  record Volumes(double from, double to, double difference) {}

  static String path(String name) {
    return "/api/v1/frontiers/" + Server.encoded(name);
  }

  /** As much of a hash as tells snapshots apart. */
  static String brief(String sha256) {
    return sha256.length() <= SHOWN_DIGITS ? sha256 : sha256.substring(0, SHOWN_DIGITS);
  }
}
