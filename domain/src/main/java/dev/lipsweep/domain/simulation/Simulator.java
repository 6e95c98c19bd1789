package dev.lipsweep.domain.simulation;

import static java.util.Objects.requireNonNull;

import dev.lipsweep.domain.frontier.Frontier;
import dev.lipsweep.domain.frontier.Hypervolume;
import dev.lipsweep.domain.frontier.VolumeGrowth;
import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.domain.search.DrawnSpace;
import dev.lipsweep.domain.search.Known;
import dev.lipsweep.domain.search.Observation;
import dev.lipsweep.domain.search.Observed;
import dev.lipsweep.domain.search.Proposal;
import dev.lipsweep.domain.search.Proposals;
import dev.lipsweep.domain.search.Search;
import dev.lipsweep.domain.simulation.RecordedTrial.Moment;
import dev.lipsweep.domain.stopping.Judge;
import dev.lipsweep.domain.stopping.Mark;
import dev.lipsweep.domain.stopping.Outlook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Replays a recording in simulated time: slots that are free train the next point that the policy
 * proposes, at a pace that differs a little, and each validation goes to the stopping rule. The
 * code that proposes and judges is the server's.
 */
public final class Simulator {
  /** Trainings differ in pace by so much, so that they end in another order for another seed. */
  private static final double UNEVEN = 0.1;

  private final Policy policy;
  private final Search search;
  private final DrawnSpace space;
  private final Map<String, RecordedTrial> trials = new LinkedHashMap<>();
  private final Set<String> ofFrontier = new HashSet<>();
  private final Hypervolume reference;
  private final VolumeGrowth grid;
  private final SplittableRandom random;
  private final PriorityQueue<Running> queue =
      new PriorityQueue<>(Comparator.comparingDouble(Running::nextAt).thenComparing(Running::hash));

  private final Set<String> taken = new HashSet<>();
  private final List<Ended> ended = new ArrayList<>();
  private final List<Map<String, Mark>> rungs = new ArrayList<>();
  private final List<VolumeGrowth.Spent> spent = new ArrayList<>();
  private final TreeMap<Integer, Integer> stops = new TreeMap<>();
  private int stoppedOfFrontier;
  private int proposed;
  private long counter;
  private double now;

  private record Ended(RecordedTrial trial, int rung) {}

  private final class Running {
    private final RecordedTrial trial;
    private final double start = now;
    private final double pace = 1 + UNEVEN * (2 * random.nextDouble() - 1);
    private int next;
    private int rung = -1;

    Running(RecordedTrial trial) {
      this.trial = trial;
    }

    double nextAt() {
      return start + pace * trial.curve().get(next).step();
    }

    String hash() {
      return trial.configuration().hash();
    }
  }

  private Simulator(Recording recording, Policy policy, long seed) {
    this.policy = policy;
    search =
        new Search(
            policy.search().method(), policy.search().points(), policy.search().initial(), seed);
    space = recording.space();
    random = new SplittableRandom(seed);
    List<RecordedTrial> picked = recording.pick(seed);
    picked.forEach(trial -> trials.put(trial.configuration().hash(), trial));
    List<Frontier.Point> front = Recording.front(picked);
    front.forEach(p -> ofFrontier.add(picked.get((int) p.order()).configuration().hash()));
    reference = Hypervolume.around(front);
    grid = VolumeGrowth.of(Recording.spent(picked), reference);
    for (int rung = 0; rung < policy.stopping().rungs().length; rung++) {
      rungs.add(new LinkedHashMap<>());
    }
  }

  /** The same arguments give the same sweep. */
  public static SimulatedSweep run(Recording recording, Policy policy, long seed) {
    return new Simulator(recording, policy, seed).run();
  }

  private SimulatedSweep run() {
    fillSlots();
    while (!queue.isEmpty()) {
      Running running = queue.remove();
      now = running.nextAt();
      if (!advance(running)) {
        fillSlots();
      }
    }
    int begun = (int) taken.stream().filter(ofFrontier::contains).count();
    return new SimulatedSweep(
        VolumeGrowth.of(spent, reference), grid, proposed, stops, begun, stoppedOfFrontier);
  }

  private void fillSlots() {
    int free = policy.slots() - queue.size();
    for (Configuration configuration : next(free)) {
      taken.add(configuration.hash());
      proposed++;
      queue.add(new Running(requireNonNull(trials.get(configuration.hash()))));
    }
  }

  private List<Configuration> next(int wanted) {
    if (search.isGrid()) {
      return trials.values().stream()
          .map(RecordedTrial::configuration)
          .skip(proposed)
          .limit(wanted)
          .toList();
    }
    List<Configuration> pending =
        queue.stream()
            .map(r -> r.trial.configuration())
            .sorted(Comparator.comparing(Configuration::hash))
            .toList();
    Proposal proposal =
        Proposals.next(
            search,
            space,
            new Known(observations(), pending, proposed, counter, this::takenAmong),
            wanted);
    counter = proposal.counter();
    return proposal.points();
  }

  private Set<String> takenAmong(Set<String> hashes) {
    return hashes.stream().filter(taken::contains).collect(Collectors.toUnmodifiableSet());
  }

  /** As {@link dev.lipsweep.domain.search.Observation} has it: stopped and diverged ones too. */
  private List<Observation> observations() {
    return Observed.of(ended.stream().map(this::outcome).toList());
  }

  private Observed.Outcome outcome(Ended e) {
    Moment last = e.trial().last();
    if (e.rung() < 0) {
      return e.trial().completed()
          ? Observed.Outcome.completed(
              e.trial().configuration(), last.log10Bound(), last.accuracy())
          : Observed.Outcome.diverged(e.trial().configuration());
    }
    Map<String, Mark> marks = rungs.get(e.rung());
    Mark expected =
        Outlook.of(List.copyOf(marks.values()))
            .expected(requireNonNull(marks.get(e.trial().configuration().hash())));
    return Observed.Outcome.completed(
        e.trial().configuration(), expected.log10Bound(), expected.accuracy());
  }

  /** False if the trial has ended. */
  private boolean advance(Running running) {
    Moment moment = running.trial.curve().get(running.next++);
    if (running.next == running.trial.curve().size()) {
      end(running, moment, -1);
      return false;
    }
    int rung = policy.stopping().reached(moment.step(), running.trial.steps());
    if (rung > running.rung) {
      running.rung = rung;
      var mine = new Mark(moment.accuracy(), moment.log10Bound());
      List<Mark> others = List.copyOf(rungs.get(rung).values());
      rungs.get(rung).put(running.hash(), mine);
      Optional<String> verdict = Judge.verdict(policy.stopping(), rung, mine, others);
      if (verdict.isPresent()) {
        stops.merge(rung + 1, 1, Integer::sum);
        stoppedOfFrontier += ofFrontier.contains(running.hash()) ? 1 : 0;
        end(running, moment, rung);
        return false;
      }
    }
    queue.add(running);
    return true;
  }

  private void end(Running running, Moment last, int stoppedAt) {
    ended.add(new Ended(running.trial, stoppedAt));
    Frontier.Point result = null;
    if (stoppedAt < 0 && running.trial.completed()) {
      if (Double.isFinite(last.log10Bound())) {
        result = running.trial.point(spent.size());
      }
      rungs.forEach(
          marks ->
              marks.computeIfPresent(
                  running.hash(),
                  (hash, mark) ->
                      new Mark(
                          mark.accuracy(), mark.log10Bound(), last.accuracy(), last.log10Bound())));
    }
    spent.add(new VolumeGrowth.Spent(0, last.step(), result));
  }
}
