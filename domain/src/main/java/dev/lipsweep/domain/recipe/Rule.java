package dev.lipsweep.domain.recipe;

import dev.lipsweep.domain.problem.Problem;
import java.util.Optional;

/** A condition between parameters, which no single parameter's range can say. */
@FunctionalInterface
public interface Rule {
  /**
   * The problem with a configuration whose single values are all in range; its path is the
   * parameter's name with a leading slash.
   */
  Optional<Problem> check(Configuration configuration);
}
