package dev.lipsweep.training.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.Test;

class TorchScriptTest {

  @Test
  void a_method_takes_arrays_and_lists_and_gives_gradients() {
    String script =
        """
          def gradient(self: __torch__.M, x: Tensor, ps: List[Tensor]) -> List[Tensor]:
            l = torch.sum(torch.mul(torch.mul(x, ps[0]), ps[1]))
            g = torch.grad([l], ps)
            return [unchecked_cast(Tensor, g[0]), unchecked_cast(Tensor, g[1])]
        """;
    try (NDManager manager = Torch.newManager();
        TorchScript compiled = TorchScript.compile(manager, script)) {
      NDArray x = manager.create(new float[] {1, 2});
      NDArray p = TorchScript.inList("ps", manager.create(new float[] {3, 4}));
      NDArray q = TorchScript.inList("ps", manager.create(new float[] {5, 6}));
      p.setRequiresGradient(true);
      q.setRequiresGradient(true);
      NDList gradients = compiled.train("gradient", manager, List.of(x, p, q));
      assertThat(gradients.get(0).toFloatArray()).containsExactly(5, 12);
      assertThat(gradients.get(1).toFloatArray()).containsExactly(3, 8);
    }
  }

  @Test
  void results_belong_to_the_manager_they_were_asked_for() {
    String script =
        """
          def twice(self: __torch__.M, x: Tensor) -> Tensor:
            return torch.mul(x, 2)
        """;
    try (NDManager manager = Torch.newManager();
        NDManager scope = manager.newSubManager();
        TorchScript compiled = TorchScript.compile(manager, script)) {
      NDArray x = manager.create(new float[] {1});
      assertThat(compiled.infer("twice", scope, List.of(x)).getFirst().getManager())
          .isSameAs(scope);
    }
  }

  @Test
  void text_that_does_not_compile_says_where() {
    try (NDManager manager = Torch.newManager()) {
      assertThatThrownBy(
              () ->
                  TorchScript.compile(
                      manager,
                      """
                        def broken(self: __torch__.M, x: Tensor) -> Tensor:
                          return torch.no_such_operator(x)
                      """))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("no_such_operator");
    }
  }
}
