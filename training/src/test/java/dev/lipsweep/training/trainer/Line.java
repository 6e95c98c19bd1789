package dev.lipsweep.training.trainer;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Commands as a worker would write them. */
final class Line {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Line() {}

  /** A network that takes milliseconds a step; {@code more} overrides. */
  static Map<String, Object> tiny(Map<String, Object> more) {
    var parameters =
        new HashMap<String, Object>(
            Map.of(
                "optimizer", "muon",
                "constraint", "spectral_soft_cap",
                "sigmaMax", 2.0,
                "learningRate", 1.0,
                "logitScale", 8,
                "width", 16,
                "heads", 2,
                "blocks", 1,
                "context", 32));
    parameters.put("batchSize", 4);
    parameters.put("steps", 12);
    parameters.put("validateEvery", 5);
    parameters.putAll(more);
    if (!parameters.get("constraint").toString().startsWith("spectral")) {
      parameters.remove("sigmaMax");
    }
    return parameters;
  }

  static String train(
      String attempt,
      Map<String, Object> parameters,
      Path directory,
      @Nullable Path checkpoint,
      double checkpointSeconds) {
    var command = new HashMap<String, @Nullable Object>();
    command.put("type", "Train");
    command.put("attemptId", attempt);
    command.put("recipe", "text-tiny");
    command.put("recipeVersion", 1);
    command.put("parameters", parameters);
    command.put("seed", 3);
    command.put("directory", directory.toString());
    command.put("checkpoint", checkpoint == null ? null : checkpoint.toString());
    command.put("dataDirectory", null);
    command.put("checkpointSeconds", checkpointSeconds);
    return JSON.writeValueAsString(command);
  }

  static String stop(String how) {
    return "{\"type\":\"Stop\",\"how\":\"%s\"}".formatted(how);
  }
}
