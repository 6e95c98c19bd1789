package dev.lipsweep.worker;

import java.util.HashMap;
import java.util.Map;

/** What a trainer finds in its environment beside the agent's own. */
final class TrainerEnvironment {
  private TrainerEnvironment() {}

  static Map<String, String> of(WorkerSettings settings, TrainingDevice device) {
    var environment = new HashMap<>(device.environment());
    // without them libtorch's kernels take every core in every slot, and all slow down many times
    String threads = Integer.toString(settings.threadsPerSlot());
    environment.put("OMP_NUM_THREADS", threads);
    environment.put("MKL_NUM_THREADS", threads);
    environment.put("DJL_CACHE_DIR", settings.home().resolve("djl").toString());
    environment.put("DJL_OFFLINE", "true");
    return environment;
  }
}
