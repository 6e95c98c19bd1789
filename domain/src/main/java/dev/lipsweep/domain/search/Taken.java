package dev.lipsweep.domain.search;

import java.util.Set;

/** Tells which points a sweep has already. */
@FunctionalInterface
public interface Taken {
  /** Those of these hashes of configurations that are taken. */
  Set<String> among(Set<String> hashes);
}
