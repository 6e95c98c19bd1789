package dev.lipsweep.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code --device} means on this machine. {@code auto} takes the GPUs if there are any and the
 * libtorch that was chosen can use them, and the processor otherwise; a GPU that was named has to
 * be there.
 */
final class DeviceChoice {
  private static final Logger log = LoggerFactory.getLogger(DeviceChoice.class);

  private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d+(?:,\\d+)*))?");

  private final String wanted;
  private final Map<String, String> environment;

  DeviceChoice(String wanted, Map<String, String> environment) {
    this.wanted = wanted;
    this.environment = environment;
  }

  /**
   * The devices with their slots.
   *
   * @param slots of all devices together; null for {@code slotsPerGpu} on each GPU, or as many as
   *     {@code cores} allow on the processor
   * @throws IllegalArgumentException if it cannot be had, with what would be right
   */
  List<TrainingDevice> devices(@Nullable Integer slots, int slotsPerGpu, int slotsOnProcessor)
      throws InterruptedException {
    List<TrainingDevice> gpus = gpus();
    if (gpus.isEmpty()) {
      return List.of(Machine.processor(slots == null ? slotsOnProcessor : slots));
    }
    int all = slots == null ? gpus.size() * slotsPerGpu : slots;
    if (all < gpus.size()) {
      throw new IllegalArgumentException(
          "--slots %d for %d GPUs: give one for each, or fewer GPUs with --device"
              .formatted(all, gpus.size()));
    }
    return IntStream.range(0, gpus.size())
        .mapToObj(i -> gpus.get(i).withSlots(all / gpus.size() + (i < all % gpus.size() ? 1 : 0)))
        .toList();
  }

  /** Empty for the processor. */
  private List<TrainingDevice> gpus() throws InterruptedException {
    if (wanted.equals("cpu")) {
      return List.of();
    }
    if (wanted.equals("auto")) {
      return usable();
    }
    Matcher cuda = CUDA.matcher(wanted);
    if (!cuda.matches()) {
      throw new IllegalArgumentException(
          "--device '%s': give auto, cpu, cuda, cuda:0 or cuda:0,1".formatted(wanted));
    }
    requireLibtorch();
    List<TrainingDevice> all = detected();
    return cuda.group(1) == null ? atLeastOne(all) : named(all, cuda.group(1).split(","));
  }

  private List<TrainingDevice> usable() throws InterruptedException {
    List<TrainingDevice> all;
    try {
      all = Gpus.detect(environment);
    } catch (IOException e) {
      log.warn("training on the processor, because GPUs cannot be seen: {}", e.getMessage());
      return List.of();
    }
    if (!all.isEmpty() && !hasLibtorch()) {
      log.warn(
          "training on the processor although there are {} GPUs: set PYTORCH_LIBRARY_PATH to a"
              + " libtorch for CUDA (docs/gpu.md)",
          all.size());
      return List.of();
    }
    return all;
  }

  private List<TrainingDevice> detected() throws InterruptedException {
    try {
      return Gpus.detect(environment);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--device %s: no GPU can be seen: %s".formatted(wanted, e.getMessage()), e);
    }
  }

  private List<TrainingDevice> atLeastOne(List<TrainingDevice> all) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "--device %s: nvidia-smi lists no GPU that CUDA_VISIBLE_DEVICES=%s lets through"
              .formatted(wanted, environment.getOrDefault("CUDA_VISIBLE_DEVICES", "(unset)")));
    }
    return all;
  }

  private List<TrainingDevice> named(List<TrainingDevice> all, String[] numbers) {
    var chosen = new ArrayList<TrainingDevice>();
    for (String number : numbers) {
      int index = Integer.parseInt(number);
      TrainingDevice gpu =
          all.stream()
              .filter(device -> device.device().index() == index)
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "--device %s: there is no cuda:%d, this process sees %d GPUs"
                              .formatted(wanted, index, all.size())));
      if (chosen.contains(gpu)) {
        throw new IllegalArgumentException("--device %s names a GPU twice".formatted(wanted));
      }
      chosen.add(gpu);
    }
    return chosen;
  }

  private void requireLibtorch() {
    if (!hasLibtorch()) {
      throw new IllegalArgumentException(
          "--device %s needs a libtorch for CUDA, and the one that comes along is for the processor:"
                  .formatted(wanted)
              + " set PYTORCH_LIBRARY_PATH to its lib folder, PYTORCH_VERSION and PYTORCH_FLAVOR"
              + " (docs/gpu.md)");
    }
  }

  private boolean hasLibtorch() {
    return environment.getOrDefault("PYTORCH_FLAVOR", "").startsWith("cu")
        && !environment.getOrDefault("PYTORCH_LIBRARY_PATH", "").isBlank();
  }
}
