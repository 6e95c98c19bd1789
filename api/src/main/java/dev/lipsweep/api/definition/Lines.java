package dev.lipsweep.api.definition;

import java.util.HashMap;
import java.util.Map;

/** The line of every place in a text, by JSON pointer. */
final class Lines {
  private final Map<String, Integer> lines = new HashMap<>();

  void put(String path, int line) {
    lines.putIfAbsent(path, line);
  }

  /**
   * The line of the place, or of the nearest that is there: what is missing is missing in its
   * parent, and a block's parameter may stand at the top level.
   */
  int of(String path) {
    Integer exact = lines.get(path);
    if (exact != null) {
      return exact;
    }
    int last = path.lastIndexOf('/');
    if (last < 0) {
      return 1;
    }
    Integer shared = path.startsWith("/space") ? lines.get(path.substring(last)) : null;
    return shared != null ? shared : of(path.substring(0, last));
  }
}
