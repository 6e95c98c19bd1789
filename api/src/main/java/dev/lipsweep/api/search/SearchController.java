package dev.lipsweep.api.search;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.api.sweep.NamedSweeps;
import dev.lipsweep.domain.frontier.BoundRange;
import dev.lipsweep.domain.frontier.Frontier;
import dev.lipsweep.domain.frontier.Hypervolume;
import dev.lipsweep.domain.frontier.VolumeGrowth;
import dev.lipsweep.domain.recipe.Configuration;
import dev.lipsweep.domain.search.Proposal;
import dev.lipsweep.domain.simulation.RecordedTrial;
import dev.lipsweep.domain.simulation.Recording;
import dev.lipsweep.domain.simulation.RecordingText;
import dev.lipsweep.persistence.search.RecordedSweeps;
import dev.lipsweep.persistence.search.SearchQueries;
import dev.lipsweep.persistence.sweep.Sweep;
import dev.lipsweep.scheduler.search.GrowSweeps;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/sweeps/{sweep}")
@Tag(name = "sweeps")
class SearchController {
  private static final int MOST_PROPOSALS = 100;

  private final NamedSweeps sweeps;
  private final SearchQueries searches;
  private final RecordedSweeps recorded;
  private final GrowSweeps grow;

  SearchController(
      NamedSweeps sweeps, SearchQueries searches, RecordedSweeps recorded, GrowSweeps grow) {
    this.grow = grow;
    this.sweeps = sweeps;
    this.searches = searches;
    this.recorded = recorded;
  }

  @GetMapping("/search")
  @Operation(summary = "Where a sweep's search stands, and which rung has stopped how many trials")
  SearchView search(@PathVariable String sweep) {
    return SearchView.of(searches.standing(sweeps.get(sweep).id()));
  }

  @GetMapping("/proposals")
  @Operation(summary = "What its search would propose now, and why; nothing is added")
  ProposalView proposals(@PathVariable String sweep, @RequestParam(defaultValue = "1") int points) {
    if (points < 1 || points > MOST_PROPOSALS) {
      throw ApiProblem.parameter(
          "points", points, "not a number of points", "give 1 to %d".formatted(MOST_PROPOSALS));
    }
    Sweep found = sweeps.get(sweep);
    return grow.preview(found.id(), points)
        .map(ProposalView::of)
        .orElseGet(() -> new ProposalView(List.of(), "it does not search, or does no more"));
  }

  /** Points by their parameters. */
  record ProposalView(List<Map<String, Object>> points, String reason) {
    static ProposalView of(Proposal proposal) {
      return new ProposalView(
          proposal.points().stream().<Map<String, Object>>map(Configuration::parameters).toList(),
          proposal.reason());
    }
  }

  @GetMapping("/growth")
  @Operation(
      summary = "The hypervolume against the compute, of a sweep and of others beside it",
      description =
          "The volume lies left of and above a reference, a tenth beyond the ends of the frontier of"
              + " all sweeps together. Results that were taken from history do not count.")
  GrowthView growth(
      @PathVariable String sweep,
      @Parameter(description = "further sweeps, such as the grid that a search replaces")
          @RequestParam(required = false)
          @Nullable List<String> with,
      @Parameter(
              description =
                  "measure from here instead: log10 of the smallest and of the largest bound, accuracy",
              example = "-0.5,8.2,0.25")
          @RequestParam(required = false)
          @Nullable List<Double> reference) {
    var all = new ArrayList<Sweep>(List.of(sweeps.get(sweep)));
    for (String other : with == null ? List.<String>of() : with) {
      all.add(sweeps.get(other));
    }
    List<List<VolumeGrowth.Spent>> spent =
        all.stream().map(each -> searches.spent(each.id())).toList();
    List<Frontier.Point> results =
        spent.stream()
            .flatMap(List::stream)
            .map(VolumeGrowth.Spent::result)
            .filter(Objects::nonNull)
            .toList();
    if (results.isEmpty()) {
      return new GrowthView(
          null,
          all.stream().map(s -> new GrowthView.SweepGrowth(s.id(), s.name(), List.of())).toList());
    }
    Hypervolume from = reference == null ? Hypervolume.around(results) : reference(reference);
    var growth = new ArrayList<GrowthView.SweepGrowth>();
    for (int i = 0; i < all.size(); i++) {
      growth.add(
          new GrowthView.SweepGrowth(
              all.get(i).id(), all.get(i).name(), VolumeGrowth.of(spent.get(i), from).points()));
    }
    return new GrowthView(GrowthView.ReferenceView.of(from), growth);
  }

  private static Hypervolume reference(List<Double> given) {
    try {
      return new Hypervolume(new BoundRange(given.get(0), given.get(1)), given.get(2));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw ApiProblem.parameter(
          "reference",
          given,
          "no reference",
          "give log10 of the smallest and of the largest bound and an accuracy, such as -0.5,8.2,0.25");
    }
  }

  @GetMapping("/recording")
  @Operation(summary = "The validations of all its trials, as 'lipsweep simulate' reads them")
  ResponseEntity<String> recording(@PathVariable String sweep) {
    Sweep found = sweeps.get(sweep);
    List<RecordedTrial> trials = recorded.of(found.id());
    if (trials.isEmpty()) {
      throw ApiProblem.notFound(
          "recording of sweep", found.name(), "it has no trial yet that was trained to its end");
    }
    return ResponseEntity.ok()
        .header("Content-Type", "text/tab-separated-values;charset=utf-8")
        .body(RecordingText.write(new Recording(found.recipe(), found.recipeVersion(), trials)));
  }
}
