package dev.lipsweep.training.engine;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import org.jspecify.annotations.Nullable;

/**
 * Starts the tensor engine once per process, with the one version of libtorch that the binding was
 * made for.
 */
public final class Torch {

  /** The version of libtorch that the native binding on the class path belongs to. */
  public static final String LIBTORCH = "2.7.1";

  private Torch() {}

  /**
   * A manager below the engine's root, whose arrays live until it is closed. The first call loads
   * libtorch (about a second); threads come from {@code -Dai.djl.pytorch.num_threads} and {@code
   * OMP_NUM_THREADS}, set both.
   *
   * @throws IllegalStateException when another version of libtorch would be loaded: that ends in a
   *     native crash later
   */
  public static NDManager newManager() {
    Started.requireEngine();
    return NDManager.newBaseManager();
  }

  /** The engine and its version, as provenance. */
  public static String version() {
    Started.requireEngine();
    return "PyTorch " + Engine.getInstance().getVersion();
  }

  /** Loaded at most once, by the class loader's own lock. */
  private static final class Started {
    static {
      defaultProperty("ai.djl.offline", "true"); // never download natives behind the user's back
      defaultProperty(
          "OPT_OUT_TRACKING", "true"); // the engine reports its use to its makers otherwise
      LibtorchVersion.require(LIBTORCH);
    }

    static void requireEngine() {}

    private static void defaultProperty(String key, String value) {
      if (System.getProperty(key) == null) {
        System.setProperty(key, value);
      }
    }
  }

  static @Nullable String environment(String key) {
    String value = System.getenv(key);
    return value != null ? value : System.getProperty(key);
  }
}
