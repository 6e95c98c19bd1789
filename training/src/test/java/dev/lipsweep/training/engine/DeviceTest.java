package dev.lipsweep.training.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import org.junit.jupiter.api.Test;

class DeviceTest {
  @Test
  void the_processor_is_the_default_and_a_gpu_has_to_be_asked_for() {
    assertThat(Torch.device(null, () -> 2)).isEqualTo(Device.cpu());
    assertThat(Torch.device("cpu", () -> 2)).isEqualTo(Device.cpu());
    assertThat(Torch.device("cuda", () -> 2)).isEqualTo(Device.gpu(0));
  }

  @Test
  void a_gpu_that_is_not_there_is_refused_with_what_it_needs() {
    assertThatThrownBy(() -> Torch.device("cuda", () -> 0))
        .hasMessageContaining("sees no GPU")
        .hasMessageContaining("PYTORCH_LIBRARY_PATH");
    assertThatThrownBy(() -> Torch.device("tpu", () -> 0)).hasMessageContaining("cpu or cuda");
  }
}
