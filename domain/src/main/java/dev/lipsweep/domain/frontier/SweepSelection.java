package dev.lipsweep.domain.frontier;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose results a frontier is of. */
public sealed interface SweepSelection {
  /** As definitions write it: a tree of maps, lists and texts. */
  Object tree();

  /**
   * Certain sweeps.
   *
   * @param sweeps ids, or names; a name is the latest sweep of it at the time of asking
   */
  record Named(List<String> sweeps) implements SweepSelection {
    public Named {
      sweeps = List.copyOf(sweeps);
    }

    @Override
    public Object tree() {
      return sweeps;
    }
  }

  /** All sweeps there are at the time of asking, of any recipe and name. */
  record All() implements SweepSelection {
    @Override
    public Object tree() {
      return "all";
    }
  }

  /** All sweeps of a recipe at the time of asking. */
  record OfRecipe(String recipe) implements SweepSelection {
    @Override
    public Object tree() {
      return java.util.Map.of("recipe", recipe);
    }
  }

  /**
   * All sweeps whose name fits, at the time of asking.
   *
   * @param pattern in which {@code *} stands for any characters
   * @param recipe only of this one; null for any
   */
  record Like(String pattern, @Nullable String recipe) implements SweepSelection {
    @Override
    public Object tree() {
      return recipe == null
          ? java.util.Map.of("name", pattern)
          : java.util.Map.of("name", pattern, "recipe", recipe);
    }
  }
}
