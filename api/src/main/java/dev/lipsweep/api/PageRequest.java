package dev.lipsweep.api;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.persistence.Page;
import org.jspecify.annotations.Nullable;

/** Checks what a client sends to get a page. */
public final class PageRequest {
  private PageRequest() {}

  /** A list that can be read by pages. */
  public interface Source<T> {
    Page<T> page(@Nullable String cursor, int limit);
  }

  /**
   * @throws ApiProblem if the limit is out of range or the cursor is none of ours
   */
  public static <T> Page<T> read(@Nullable String cursor, int limit, Source<T> source) {
    if (limit < 1 || limit > Page.MOST_ITEMS) {
      throw ApiProblem.parameter(
          "limit", limit, "not a size of a page", "give 1 to " + Page.MOST_ITEMS);
    }
    try {
      return source.page(cursor, limit);
    } catch (IllegalArgumentException wrongCursor) {
      throw ApiProblem.parameter(
          "cursor", cursor, "not a cursor of this list", "give the nextCursor of the last page");
    }
  }
}
