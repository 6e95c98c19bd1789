package dev.lipsweep.it.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What happens when: a function of the seed and the cluster's shape alone. Incidents overlap, as
 * they do; but what is down already is not killed again before it is up.
 */
final class Schedule {
  private static final long FIRST_MILLIS = 3_000;

  private Schedule() {}

  /**
   * The shape of the cluster.
   *
   * @param lease a stop lasts longer than it
   * @param kinds what can be done on this machine
   */
  record Shape(int workers, int servers, Duration lease, EnumSet<Incident.Kind> kinds) {}

  /**
   * @param length no incident begins later
   * @param pause about so long from one to the next
   */
  static List<Incident> of(long seed, Shape shape, Duration length, Duration pause) {
    var random = new SplittableRandom(seed);
    var incidents = new ArrayList<Incident>();
    for (long at = FIRST_MILLIS; at < length.toMillis(); ) {
      // all numbers are drawn whether they are used or not: one incident left out moves no other
      Incident.Kind kind = kind(random.split(), shape.kinds());
      int target = random.nextInt(targets(kind, shape));
      var incident =
          new Incident(
              Duration.ofMillis(at), kind, target, length(random.split(), kind, shape.lease()));
      if (incidents.stream().noneMatch(earlier -> excludes(earlier, incident))) {
        incidents.add(incident);
      }
      at += pause.toMillis() / 2 + random.nextLong(pause.toMillis() + 1);
    }
    return List.copyOf(incidents);
  }

  private static Incident.Kind kind(SplittableRandom random, EnumSet<Incident.Kind> kinds) {
    int place = random.nextInt(kinds.stream().mapToInt(k -> k.weight).sum());
    for (Incident.Kind kind : kinds) {
      place -= kind.weight;
      if (place < 0) {
        return kind;
      }
    }
    throw new IllegalStateException("the weights sum to more than they are. Indicates a bug.");
  }

  private static int targets(Incident.Kind kind, Shape shape) {
    return switch (kind.concerns) {
      case WORKER -> shape.workers();
      case SERVER -> shape.servers();
      case EVERYBODY -> 1;
    };
  }

  private static Duration length(SplittableRandom random, Incident.Kind kind, Duration lease) {
    long ttl = lease.toMillis();
    long millis =
        switch (kind) {
          case KILL_TRAINER -> 0;
          case KILL_AGENT, KILL_SERVER -> random.nextLong(500, 2 * ttl);
          case STOP_AGENT -> random.nextLong(ttl + 2_000, 2 * ttl + 4_000);
          case DROP_ANSWERS, DELAY_ANSWERS, PARTITION, FULL_DISK ->
              random.nextLong(ttl / 4, 2 * ttl);
          case KILL_DATABASE -> random.nextLong(200, ttl / 2);
        };
    return Duration.ofMillis(millis);
  }

  /** One thing is down, stopped or cut only once at a time. */
  private static boolean excludes(Incident earlier, Incident later) {
    boolean sameTarget =
        earlier.kind().concerns == later.kind().concerns && earlier.target() == later.target();
    return sameTarget && later.at().compareTo(earlier.end()) <= 0;
  }

  static EnumSet<Incident.Kind> allBut(Incident.Kind... impossible) {
    var kinds = EnumSet.allOf(Incident.Kind.class);
    kinds.removeAll(Arrays.asList(impossible));
    return kinds;
  }
}
