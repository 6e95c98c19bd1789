package dev.lipsweep.scheduler.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The arguments of a worker that a pool starts, but for its name and token, which engines know. */
public record PilotCommand(
    LauncherProperties launcher, PoolProperties pool, Supplier<Optional<String>> ownAddress) {
  /** The label by which the server knows the pool's workers. */
  public static final String LABEL = "pool";

  /** Where the workers find the server; empty as long as it does not listen. */
  public Optional<String> server() {
    return pool.serverUrl() != null ? Optional.of(pool.serverUrl().toString()) : ownAddress.get();
  }

  /** {@code worker --server ...}. */
  public List<String> arguments(String server) {
    var words = new ArrayList<>(List.of("worker", "--server", server));
    words.addAll(List.of("--label", LABEL + "=" + pool.name()));
    words.addAll(List.of("--idle-exit", pool.idleExit().toString()));
    words.addAll(List.of("--slots", Integer.toString(slots())));
    words.addAll(pool.arguments());
    return words;
  }

  /** Trials at a time on each worker. */
  public int slots() {
    Integer slots = launcher.slots();
    return slots == null ? 1 : slots;
  }
}
