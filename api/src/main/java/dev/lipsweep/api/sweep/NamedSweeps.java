package dev.lipsweep.api.sweep;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.persistence.sweep.Sweep;
import dev.lipsweep.persistence.sweep.SweepQueries;
import org.springframework.stereotype.Component;

/** Finds the sweep that a path names: by id, or the latest of a name. */
@Component
public class NamedSweeps {
  private final SweepQueries sweeps;

  NamedSweeps(SweepQueries sweeps) {
    this.sweeps = sweeps;
  }

  /**
   * @throws ApiProblem 404 if there is none
   */
  public Sweep get(String idOrName) {
    return sweeps
        .named(idOrName)
        .orElseThrow(() -> ApiProblem.notFound("sweep", idOrName, "GET /api/v1/sweeps lists all"));
  }
}
