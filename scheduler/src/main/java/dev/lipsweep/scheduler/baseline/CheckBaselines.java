package dev.lipsweep.scheduler.baseline;

import static java.util.Objects.requireNonNull;

import dev.lipsweep.domain.baseline.CheckReport;
import dev.lipsweep.domain.baseline.Comparison;
import dev.lipsweep.domain.baseline.Margins;
import dev.lipsweep.domain.sweep.DefinitionReader;
import dev.lipsweep.domain.sweep.Reuse;
import dev.lipsweep.domain.sweep.SweepState;
import dev.lipsweep.domain.trial.TrialState;
import dev.lipsweep.persistence.Jsonb;
import dev.lipsweep.persistence.baseline.Baseline;
import dev.lipsweep.persistence.baseline.Baselines;
import dev.lipsweep.persistence.baseline.Check;
import dev.lipsweep.persistence.baseline.Check.Origin;
import dev.lipsweep.persistence.baseline.CheckedSweeps;
import dev.lipsweep.persistence.baseline.Checks;
import dev.lipsweep.persistence.sweep.Sweep;
import dev.lipsweep.persistence.sweep.SweepQueries;
import dev.lipsweep.persistence.sweep.WriteSweep;
import dev.lipsweep.scheduler.sweep.Submission;
import dev.lipsweep.scheduler.sweep.Sweeps;
import dev.lipsweep.scheduler.sweep.UnknownSweep;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Commands to baselines. */
@Component
@Transactional
public class CheckBaselines {
  private static final Logger LOG = LoggerFactory.getLogger(CheckBaselines.class);

  private final Baselines baselines;
  private final Checks checks;
  private final CheckedSweeps compared;
  private final SweepQueries queries;
  private final WriteSweep write;
  private final Sweeps sweeps;

  CheckBaselines(
      Baselines baselines,
      Checks checks,
      CheckedSweeps compared,
      SweepQueries queries,
      WriteSweep write,
      Sweeps sweeps) {
    this.baselines = baselines;
    this.checks = checks;
    this.compared = compared;
    this.queries = queries;
    this.write = write;
    this.sweeps = sweeps;
  }

  /**
   * Pins a completed sweep; empty if the name is taken.
   *
   * @throws UnfitSweep if it has not ended, or has no result
   */
  public Optional<Baseline> pin(String name, Sweep sweep, Margins margins) {
    requireResults(sweep);
    return baselines.pin(name, sweep.id(), margins);
  }

  /**
   * Compares with another sweep from now on.
   *
   * @throws UnfitSweep as {@link #pin}
   */
  public void moveTo(Baseline baseline, Sweep sweep) {
    requireResults(sweep);
    baselines.moveTo(baseline.id(), sweep.id());
  }

  /**
   * Runs the pinned definition again, as a new sweep; the verdict comes when it has ended.
   *
   * @param reuse what need not be trained. ANY_CODE would compare the baseline with itself,
   *     whatever the code has become
   */
  public Check rerun(Baseline baseline, Margins margins, Origin origin, Reuse reuse) {
    if (reuse == Reuse.ANY_CODE) {
      throw new IllegalArgumentException("a check of results by any code checks nothing");
    }
    int number = checks.nextNumber(baseline.id());
    Sweep pinned = sweep(baseline.sweepId());
    Object tree =
        named(definition(baseline.sweepId()), "%s-check-%d".formatted(baseline.name(), number));
    String text =
        "# check %d of baseline %s: sweep '%s' (%s) again, under a name of its own\n%s"
            .formatted(number, baseline.name(), pinned.name(), pinned.id(), pinned.definition());
    Sweep sweep =
        sweeps.submit(new Submission(DefinitionReader.read(tree).with(reuse), text, tree));
    return check(checks.begin(baseline, number, sweep.id(), origin, margins));
  }

  /**
   * Compares a sweep that is there; if it has ended the verdict is there at once.
   *
   * @throws UnfitSweep if it is the pinned one
   */
  public Check compare(Baseline baseline, Sweep sweep, Margins margins) {
    if (sweep.id().equals(baseline.sweepId())) {
      throw new UnfitSweep(
          "sweep '%s' is what baseline '%s' pins; name another one, or none to run it again"
              .formatted(sweep.name(), baseline.name()));
    }
    int number = checks.nextNumber(baseline.id());
    UUID id = checks.begin(baseline, number, sweep.id(), Origin.SWEEP, margins);
    if (sweep.state().isFinished()) {
      conclude(id);
    }
    return check(id);
  }

  /** Gives a check its verdict, by what its sweep has so far. Once: a verdict stays. */
  public void conclude(UUID id) {
    Check check = check(id);
    CheckReport report =
        Comparison.of(
            compared.configurations(check.pinnedSweepId(), check.sweepId()),
            check.margins(),
            compared.covariates(check.pinnedSweepId(), check.sweepId()));
    if (checks.conclude(id, report)) {
      LOG.info(
          "check {} of baseline {}: {}, {}",
          check.number(),
          check.baseline(),
          report.verdict(),
          report.reasons().getFirst());
    }
  }

  private Check check(UUID id) {
    return checks.find(id).orElseThrow();
  }

  private Sweep sweep(UUID id) {
    return queries.find(id).orElseThrow(() -> new UnknownSweep(id));
  }

  private Object definition(UUID sweepId) {
    return Jsonb.tree(write.expansion(sweepId).orElseThrow().tree());
  }

  private static Object named(Object tree, String name) {
    var copy = new LinkedHashMap<Object, Object>(requireNonNull((Map<?, ?>) tree));
    copy.put("name", name);
    return copy;
  }

  private static void requireResults(Sweep sweep) {
    if (sweep.state() != SweepState.COMPLETED) {
      throw new UnfitSweep(
          "sweep '%s' is %s; a baseline pins one that is COMPLETED"
              .formatted(sweep.name(), sweep.state()));
    }
    if (sweep.trials().of(TrialState.COMPLETED) == 0) {
      throw new UnfitSweep(
          "no trial of sweep '%s' has a result, so nothing could be compared with it"
              .formatted(sweep.name()));
    }
  }
}
