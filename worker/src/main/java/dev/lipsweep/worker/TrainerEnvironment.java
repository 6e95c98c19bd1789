package dev.lipsweep.worker;

import java.util.Map;

/** What a trainer finds in its environment beside the agent's own. */
final class TrainerEnvironment {
  private TrainerEnvironment() {}

  static Map<String, String> of(WorkerSettings settings) {
    String threads = Integer.toString(settings.threadsPerSlot());
    return Map.of(
        // without it libtorch's kernels take every core in every slot, and all slow down many times
        "OMP_NUM_THREADS",
        threads,
        "MKL_NUM_THREADS",
        threads,
        "DJL_CACHE_DIR",
        settings.home().resolve("djl").toString(),
        "DJL_OFFLINE",
        "true");
  }
}
