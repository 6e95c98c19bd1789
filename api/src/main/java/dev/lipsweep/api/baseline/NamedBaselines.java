package dev.lipsweep.api.baseline;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.persistence.baseline.Baseline;
import dev.lipsweep.persistence.baseline.Baselines;
import dev.lipsweep.persistence.baseline.Check;
import dev.lipsweep.persistence.baseline.Checks;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds what a path names; 404 if it is not there. */
@Component
class NamedBaselines {
  private final Baselines baselines;
  private final Checks checks;

  NamedBaselines(Baselines baselines, Checks checks) {
    this.baselines = baselines;
    this.checks = checks;
  }

  Baseline get(String name) {
    return baselines
        .named(name)
        .orElseThrow(
            () -> ApiProblem.notFound("baseline", name, "GET /api/v1/baselines lists all"));
  }

  /**
   * @param number of the check, or {@code latest}
   */
  Check check(Baseline baseline, String number) {
    Optional<Check> found =
        number.equals("latest")
            ? checks.latest(baseline.id())
            : number.matches("[1-9]\\d{0,8}")
                ? checks.find(baseline.id(), Integer.parseInt(number))
                : Optional.empty();
    return found.orElseThrow(
        () ->
            ApiProblem.notFound(
                "check",
                number,
                "give the number of one, or latest; GET /api/v1/baselines/%s/checks lists all"
                    .formatted(baseline.name())));
  }
}
