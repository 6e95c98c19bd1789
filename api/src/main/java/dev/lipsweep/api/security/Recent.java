package dev.lipsweep.api.security;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Memory of bounded size: what was not asked for longest is forgotten first. */
final class Recent {
  private Recent() {}

  /** A map for many threads. */
  static <K, V> Map<K, V> map(int most) {
    return Collections.synchronizedMap(
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        });
  }
}
