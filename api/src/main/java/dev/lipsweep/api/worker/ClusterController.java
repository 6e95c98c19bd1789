package dev.lipsweep.api.worker;

import dev.lipsweep.api.Items;
import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.persistence.Page;
import dev.lipsweep.persistence.launcher.Launchers;
import dev.lipsweep.persistence.lease.LeaseIncident;
import dev.lipsweep.persistence.lease.LeaseIncidents;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "workers")
class ClusterController {
  private final Launchers launchers;
  private final LeaseIncidents incidents;

  ClusterController(Launchers launchers, LeaseIncidents incidents) {
    this.launchers = launchers;
    this.incidents = incidents;
  }

  @GetMapping("/launchers")
  @Operation(
      summary = "What starts workers, and what it saw last; none if they are started by hand")
  Items<LauncherView> launchers() {
    return new Items<>(launchers.list().stream().map(LauncherView::of).toList());
  }

  @GetMapping("/incidents")
  @Operation(summary = "Leases that ran out and writes that came too late, the latest first")
  Items<LeaseIncident> incidents(@RequestParam(defaultValue = "50") int limit) {
    if (limit < 1 || limit > Page.MOST_ITEMS) {
      throw ApiProblem.parameter(
          "limit", limit, "not a size of a list", "give 1 to " + Page.MOST_ITEMS);
    }
    return new Items<>(incidents.latest(limit));
  }
}
