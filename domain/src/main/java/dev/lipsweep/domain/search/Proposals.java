package dev.lipsweep.domain.search;

import java.util.List;

/**
 * The next points of a search: a function of the space, what is known, and the seed. The same
 * everywhere, whoever asks, so that a server that was killed goes on as if nothing had happened.
 */
public final class Proposals {
  private Proposals() {}

  /**
   * @param wanted how many at most
   */
  public static Proposal next(Search search, DrawnSpace space, Known known, int wanted) {
    int left = Math.min(wanted, search.points() - known.proposed());
    if (left <= 0) {
      return new Proposal(List.of(), known.counter(), "all points are proposed");
    }
    return switch (search.method()) {
      case GRID -> throw new IllegalArgumentException("a grid proposes nothing");
      case RANDOM ->
          new Draws(space, Sequence.random(search.seed(), space.sides()))
              .next(known, left, "drawn at random");
      case SOBOL -> sobol(search, space, known, left);
      case FRONTIER -> informed(search, space, known, left, new FrontierSearch(search, space));
      case NSGA -> informed(search, space, known, left, new Nsga(search, space));
    };
  }

  private static Proposal sobol(Search search, DrawnSpace space, Known known, int wanted) {
    return new Draws(space, Sequence.sobol(search.seed(), space.sides()))
        .next(known, wanted, "drawn from a Sobol sequence");
  }

  /** One point at a time, each knowing of those before it. */
  private static Proposal informed(
      Search search, DrawnSpace space, Known known, int wanted, Informed method) {
    if (known.proposed() < search.initial()) {
      return sobol(search, space, known, Math.min(wanted, search.initial() - known.proposed()));
    }
    if (known.results().size() < 2) {
      return new Proposal(List.of(), known.counter(), "waits for the first results");
    }
    return method.next(known, wanted);
  }

  /** A method that looks at results. */
  interface Informed {
    Proposal next(Known known, int wanted);
  }
}
