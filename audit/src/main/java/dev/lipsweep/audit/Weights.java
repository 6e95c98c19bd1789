package dev.lipsweep.audit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The weights in a checkpoint: a safetensors file, eight bytes length of the header, a JSON header,
 * raw little-endian data. A reader of its own, so that a mistake in the trainer's is seen.
 */
final class Weights {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PREFIX = "weights/";

  private final Map<String, RealMatrix> matrices = new HashMap<>();
  private final JsonNode metadata;

  private Weights(JsonNode metadata) {
    this.metadata = metadata;
  }

  /**
   * @throws Refuted if the file is no checkpoint
   */
  static Weights read(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length < 8) {
      throw new Refuted("the checkpoint has %d bytes".formatted(file.length));
    }
    long headerLength = bytes.getLong(0);
    if (headerLength < 2 || headerLength > file.length - 8) {
      throw new Refuted("the checkpoint's header cannot have %d bytes".formatted(headerLength));
    }
    JsonNode header;
    try {
      header = JSON.readTree(new String(file, 8, (int) headerLength, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new Refuted("the checkpoint's header is not JSON: " + e.getOriginalMessage());
    }
    var weights = new Weights(header.path("__metadata__"));
    int data = 8 + (int) headerLength;
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      if (field.getKey().startsWith(PREFIX)) {
        String name = field.getKey().substring(PREFIX.length());
        weights.matrices.put(name, matrix(name, field.getValue(), bytes, data));
      }
    }
    return weights;
  }

  private static RealMatrix matrix(String name, JsonNode entry, ByteBuffer bytes, int data) {
    JsonNode shape = entry.path("shape");
    JsonNode offsets = entry.path("data_offsets");
    if (!entry.path("dtype").asString("").equals("F32")
        || shape.size() != 2
        || offsets.size() != 2) {
      throw new Refuted("tensor %s is no float32 matrix: %s".formatted(name, entry));
    }
    int rows = shape.get(0).asInt();
    int columns = shape.get(1).asInt();
    long first = data + offsets.get(0).asLong();
    long end = data + offsets.get(1).asLong();
    if (rows < 1
        || columns < 1
        || end - first != 4L * rows * columns
        || first < data
        || end > bytes.capacity()) {
      throw new Refuted("tensor %s does not lie in the file: %s".formatted(name, entry));
    }
    double[][] values = new double[rows][columns];
    int at = (int) first;
    for (double[] row : values) {
      for (int j = 0; j < columns; j++) {
        row[j] = bytes.getFloat(at); // a float is a double exactly
        at += 4;
        if (!Double.isFinite(row[j])) {
          throw new NotAuditable("%s holds values that are not finite numbers".formatted(name));
        }
      }
    }
    return new Array2DRowRealMatrix(values, false);
  }

  /** What the file says of itself; empty if nothing. */
  String says(String name) {
    return metadata.path(name).asString("");
  }

  /**
   * @throws Refuted if it is missing or has another shape
   */
  RealMatrix get(String name, int rows, int columns) {
    RealMatrix matrix = get(name);
    if (matrix.getRowDimension() != rows || matrix.getColumnDimension() != columns) {
      throw new Refuted(
          "weights of %s are %d x %d; the configuration means %d x %d"
              .formatted(
                  name, matrix.getRowDimension(), matrix.getColumnDimension(), rows, columns));
    }
    return matrix;
  }

  RealMatrix get(String name) {
    RealMatrix matrix = matrices.get(name);
    if (matrix == null) {
      throw new Refuted("the checkpoint has no weights of " + name);
    }
    return matrix;
  }

  int count() {
    return matrices.size();
  }
}
