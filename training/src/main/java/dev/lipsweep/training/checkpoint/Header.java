package dev.lipsweep.training.checkpoint;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lipsweep.training.learner.Tensor;
import java.util.List;
import java.util.Map;

/** Names in the JSON header of a safetensors file. */
final class Header {
  static final String METADATA = "__metadata__";
  static final String FORMAT = "format";
  static final String FORMAT_VERSION = "lipsweep-1";
  static final String CONTENT = "content_sha256";
  static final String STEP = "step";
  static final String OWES_VALIDATION = "owes_validation";
  static final String RECIPE = "recipe";
  static final String RECIPE_VERSION = "recipe_version";
  static final String CONFIGURATION = "configuration";
  static final String SEED = "seed";
  static final String WEIGHTS = "weights/";
  static final String OPTIMIZER = "optimizer/";

  private Header() {}

  /**
   * Where a tensor lies.
   *
   * @param offsets first byte and byte after the last, from the end of the header
   */
  record Entry(
      @JsonProperty("dtype") String type,
      @JsonProperty("shape") List<Integer> shape,
      @JsonProperty("data_offsets") List<Long> offsets) {
    static final String FLOAT32 = "F32";

    static Entry of(Tensor tensor, long first) {
      return new Entry(
          FLOAT32,
          java.util.Arrays.stream(tensor.shape()).boxed().toList(),
          List.of(first, first + 4L * tensor.values().length));
    }
  }

  static Map<String, String> metadata(Checkpoint checkpoint, String content) {
    var identity = checkpoint.identity();
    var metadata =
        new java.util.TreeMap<>(
            Map.of(
                FORMAT, FORMAT_VERSION,
                CONTENT, content,
                STEP, Long.toString(checkpoint.step()),
                RECIPE, identity.recipe(),
                RECIPE_VERSION, Integer.toString(identity.recipeVersion()),
                CONFIGURATION, identity.configurationHash(),
                SEED, Long.toString(identity.seed())));
    if (checkpoint.owesValidation()) {
      metadata.put(OWES_VALIDATION, "true");
    }
    return metadata;
  }
}
