package dev.lipsweep.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.domain.wire.WorkerRegistration.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With an nvidia-smi that is a script: no GPU was at hand. */
class DeviceChoiceTest {
  private static final String TWO =
      """
      printf '0, GPU-aa11, 24576, 24000, NVIDIA L4\\n1, GPU-bb22, 81920, 80000, NVIDIA H100, the large one\\n'
      """;

  @TempDir Path bin;
  private final Map<String, String> environment = new HashMap<>();

  @Test
  void a_machine_without_gpus_trains_on_the_processor() throws Exception {
    assertThat(choose("auto", null))
        .singleElement()
        .satisfies(d -> assertThat(d.device().id()).isEqualTo("cpu:0"))
        .satisfies(d -> assertThat(d.device().slots()).isEqualTo(7))
        .satisfies(d -> assertThat(d.environment()).containsEntry("LIPSWEEP_DEVICE", "cpu"));
    assertThat(choose("cpu", 3).getFirst().device().slots()).isEqualTo(3);
  }

  @Test
  void every_gpu_gets_its_slots_and_its_trainers_see_no_other() throws Exception {
    nvidiaSmi(TWO);
    libtorch();
    List<TrainingDevice> devices = choose("auto", null);
    assertThat(devices)
        .extracting(TrainingDevice::device)
        .containsExactly(
            new Device("cuda", 0, "NVIDIA L4", 24576L << 20, 24000L << 20, 2),
            new Device("cuda", 1, "NVIDIA H100, the large one", 81920L << 20, 80000L << 20, 2));
    assertThat(devices.get(1).environment())
        .containsEntry("CUDA_VISIBLE_DEVICES", "1")
        .containsEntry("LIPSWEEP_DEVICE", "cuda");
    assertThat(choose("cuda", 3)).extracting(d -> d.device().slots()).containsExactly(2, 1);
  }

  @Test
  void an_engines_choice_of_gpus_counts_as_cuda_counts_it() throws Exception {
    nvidiaSmi(TWO);
    libtorch();
    environment.put("CUDA_VISIBLE_DEVICES", "GPU-bb22,0,9,1");
    assertThat(choose("cuda", null))
        .extracting(TrainingDevice::visible)
        .containsExactly("GPU-bb22", "0");
    assertThat(choose("cuda:1", null))
        .singleElement()
        .satisfies(d -> assertThat(d.device().name()).isEqualTo("NVIDIA L4"))
        .satisfies(d -> assertThat(d.device().id()).isEqualTo("cuda:1"));
    environment.put("CUDA_VISIBLE_DEVICES", "");
    assertThat(choose("auto", null).getFirst().device().kind()).isEqualTo("cpu");
  }

  @Test
  void a_gpu_that_was_named_has_to_be_there_with_a_libtorch_for_it() throws Exception {
    assertThatThrownBy(() -> choose("cuda:0", null)).hasMessageContaining("PYTORCH_LIBRARY_PATH");
    libtorch();
    assertThatThrownBy(() -> choose("cuda", null)).hasMessageContaining("lists no GPU");
    nvidiaSmi(TWO);
    assertThatThrownBy(() -> choose("cuda:2", null)).hasMessageContaining("sees 2 GPUs");
    assertThatThrownBy(() -> choose("cuda:0,0", null)).hasMessageContaining("twice");
    assertThatThrownBy(() -> choose("gpu", null)).hasMessageContaining("auto, cpu, cuda");
    assertThatThrownBy(() -> choose("cuda", 1)).hasMessageContaining("2 GPUs");
  }

  @Test
  void a_driver_that_fails_means_the_processor_unless_a_gpu_was_named() throws Exception {
    nvidiaSmi("echo 'Failed to initialize NVML: Driver/library version mismatch'; exit 18");
    libtorch();
    assertThat(choose("auto", null).getFirst().device().kind()).isEqualTo("cpu");
    assertThatThrownBy(() -> choose("cuda", null)).hasMessageContaining("version mismatch");
    nvidiaSmi("echo 'no devices were found'");
    assertThatThrownBy(() -> choose("cuda", null)).hasMessageContaining("'no devices were found'");
  }

  private List<TrainingDevice> choose(String wanted, Integer slots) throws InterruptedException {
    return new DeviceChoice(wanted, environment).devices(slots, 2, 7);
  }

  private void libtorch() {
    environment.put("PYTORCH_LIBRARY_PATH", "/opt/torch/lib");
    environment.put("PYTORCH_FLAVOR", "cu128");
  }

  private void nvidiaSmi(String text) throws IOException {
    environment.put("PATH", bin.toString());
    Path file = Files.writeString(bin.resolve("nvidia-smi"), "#!/bin/sh\n" + text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
