package dev.lipsweep.training.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * TorchScript methods written as text in Java, and the only user of the engine's internals ({@code
 * JniUtils}, {@code IValueUtils}).
 *
 * <p>A method reads {@code def name(self: __torch__.M, x: Tensor, ps: List[Tensor]) -> Tensor:};
 * arrays named {@code ps[]} (see {@link #inList}) are gathered into one list argument, in the order
 * of their first appearance among the others.
 *
 * <p>In-place operators on lists that are built inside a script are silently dropped as dead code:
 * pass every tensor that a script changes as an argument, and keep a test that it changes.
 */
public final class TorchScript implements AutoCloseable {

  private static final String METHOD = "module_method:";

  private final PtSymbolBlock module;

  private TorchScript(PtSymbolBlock module) {
    this.module = module;
  }

  /**
   * Compiles methods, each indented by two spaces.
   *
   * @throws ai.djl.engine.EngineException when the text does not compile, with the compiler's
   *     message
   */
  public static TorchScript compile(NDManager manager, String methods) {
    var archive = new ByteArrayInputStream(ScriptArchive.of(methods));
    try {
      return new TorchScript(JniUtils.loadModule((PtNDManager) manager, archive, false, false));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // in memory: a bug
    }
  }

  /**
   * Marks an array as a member of the list argument of that name, for all its calls; returns it.
   */
  public static NDArray inList(String name, NDArray array) {
    array.setName(name + "[]");
    return array;
  }

  /**
   * Calls a method that takes gradients or changes its arguments. The results belong to {@code
   * results}.
   */
  public NDList train(String method, NDManager results, List<NDArray> arguments) {
    return call(method, results, arguments, true);
  }

  /** Calls a method that only computes: no graph is kept. The results belong to {@code results}. */
  public NDList infer(String method, NDManager results, List<NDArray> arguments) {
    return call(method, results, arguments, false);
  }

  private NDList call(
      String method, NDManager results, List<NDArray> arguments, boolean gradients) {
    // the engine gives the results to the manager of the first array, whatever that is
    NDArray chooser = results.create(new Shape(0));
    chooser.setName(METHOD + method);
    var inputs = new NDList(arguments.size() + 1);
    inputs.add(chooser);
    inputs.addAll(arguments);
    // both settings belong to the thread; the optimizer of graphs breaks gradients of mixed types
    // and gains nothing
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(gradients);
    try {
      return IValueUtils.forward(module, inputs, gradients);
    } finally {
      JniUtils.setGradMode(false);
      chooser.close();
    }
  }

  @Override
  public void close() {
    module.close();
  }
}
