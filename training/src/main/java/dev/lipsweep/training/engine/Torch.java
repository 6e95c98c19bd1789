package dev.lipsweep.training.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.util.function.IntSupplier;
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
    return NDManager.newBaseManager(device());
  }

  /**
   * What everything is computed on: the processor, or the first GPU that this process sees, as
   * LIPSWEEP_DEVICE says ({@code cpu}, {@code cuda}).
   *
   * @throws IllegalStateException when that is a GPU and libtorch has none
   */
  public static Device device() {
    Started.requireEngine();
    return Started.DEVICE;
  }

  /** The engine and its version, as provenance. */
  public static String version() {
    Started.requireEngine();
    return "PyTorch " + Engine.getInstance().getVersion();
  }

  /** Loaded at most once, by the class loader's own lock. */
  private static final class Started {
    static final Device DEVICE;

    static {
      defaultProperty("ai.djl.offline", "true"); // never download natives behind the user's back
      defaultProperty(
          "OPT_OUT_TRACKING", "true"); // the engine reports its use to its makers otherwise
      LibtorchVersion.require(LIBTORCH);
      DEVICE = device(environment("LIPSWEEP_DEVICE"), () -> Engine.getInstance().getGpuCount());
    }

    static void requireEngine() {}

    private static void defaultProperty(String key, String value) {
      if (System.getProperty(key) == null) {
        System.setProperty(key, value);
      }
    }
  }

  static Device device(@Nullable String wanted, IntSupplier gpus) {
    return switch (wanted == null ? "cpu" : wanted) {
      case "cpu" -> Device.cpu();
      case "cuda" -> {
        if (gpus.getAsInt() == 0) {
          throw new IllegalStateException(
              "LIPSWEEP_DEVICE=cuda, but libtorch sees no GPU: PYTORCH_LIBRARY_PATH has to be a libtorch %s for CUDA, PYTORCH_FLAVOR its CUDA (such as cu128), the driver new enough for it, and CUDA_VISIBLE_DEVICES a GPU of this machine"
                  .formatted(LIBTORCH));
        }
        yield Device.gpu(0);
      }
      default ->
          throw new IllegalStateException("LIPSWEEP_DEVICE=%s: give cpu or cuda".formatted(wanted));
    };
  }

  static @Nullable String environment(String key) {
    String value = System.getenv(key);
    return value != null ? value : System.getProperty(key);
  }
}
