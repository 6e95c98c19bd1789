package dev.lipsweep.training.checkpoint;

import dev.lipsweep.domain.digest.Sha256;
import dev.lipsweep.training.learner.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link CheckpointWriter} wrote, and nothing else. */
public final class CheckpointReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LENGTH = 8;

  private final Path file;
  private final byte[] bytes;
  private final int headerLength;

  private CheckpointReader(Path file, byte[] bytes) {
    this.file = file;
    this.bytes = bytes;
    this.headerLength = headerLength();
  }

  /**
   * @param identity whose checkpoint is expected
   * @throws BadCheckpoint if the file is damaged or another trial's
   */
  public static Checkpoint read(Path file, Checkpoint.Identity identity) throws IOException {
    if (Files.size(file) > Integer.MAX_VALUE - 16) {
      throw new BadCheckpoint(file, "%d bytes are too many".formatted(Files.size(file)));
    }
    return new CheckpointReader(file, Files.readAllBytes(file)).checkpoint(identity);
  }

  private Checkpoint checkpoint(Checkpoint.Identity identity) {
    JsonNode header = header();
    JsonNode metadata = header.path(Header.METADATA);
    verifyContent(text(metadata, Header.CONTENT));
    expect(metadata, Header.RECIPE, identity.recipe());
    expect(metadata, Header.RECIPE_VERSION, Integer.toString(identity.recipeVersion()));
    expect(metadata, Header.CONFIGURATION, identity.configurationHash());
    expect(metadata, Header.SEED, Long.toString(identity.seed()));
    return new Checkpoint(
        identity,
        step(text(metadata, Header.STEP)),
        metadata.has(Header.OWES_VALIDATION),
        tensors(header, Header.WEIGHTS),
        tensors(header, Header.OPTIMIZER));
  }

  private int headerLength() {
    if (bytes.length < LENGTH) {
      throw bad("%d bytes are too few".formatted(bytes.length));
    }
    long length = buffer().getLong(0);
    if (length < 2 || length > bytes.length - LENGTH) {
      throw bad(
          "its header would have %d bytes, the file has %d: it is cut off or no safetensors file"
              .formatted(length, bytes.length));
    }
    return (int) length;
  }

  private JsonNode header() {
    JsonNode header;
    try {
      header = JSON.readTree(new String(bytes, LENGTH, headerLength, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw bad("its header is not JSON: " + e.getOriginalMessage());
    }
    String format = text(header.path(Header.METADATA), Header.FORMAT);
    if (!format.equals(Header.FORMAT_VERSION)) {
      throw bad("its format is %s, not %s".formatted(format, Header.FORMAT_VERSION));
    }
    return header;
  }

  private void verifyContent(String expected) {
    byte[] header = java.util.Arrays.copyOfRange(bytes, LENGTH, LENGTH + headerLength);
    int place = LENGTH + CheckpointWriter.indexOf(header, expected);
    byte[] copy = bytes.clone();
    byte[] zeros = CheckpointWriter.NO_CONTENT.getBytes(StandardCharsets.US_ASCII);
    if (expected.length() != zeros.length || place < LENGTH) {
      throw bad("its content digest is %s".formatted(expected));
    }
    System.arraycopy(zeros, 0, copy, place, zeros.length);
    String actual = Sha256.of(copy);
    if (!actual.equals(expected)) {
      throw bad(
          "damaged: its content has SHA-256 %s, its header says %s".formatted(actual, expected));
    }
  }

  private void expect(JsonNode metadata, String name, String expected) {
    String actual = text(metadata, name);
    if (!actual.equals(expected)) {
      throw bad("it belongs to %s %s, this trial has %s".formatted(name, actual, expected));
    }
  }

  private long step(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw bad("its step is '%s'".formatted(text));
    }
  }

  private List<Tensor> tensors(JsonNode header, String prefix) {
    var tensors = new ArrayList<Tensor>();
    for (Map.Entry<String, JsonNode> field : header.properties()) {
      if (field.getKey().startsWith(prefix)) {
        tensors.add(tensor(field.getKey().substring(prefix.length()), field.getValue()));
      }
    }
    return tensors;
  }

  private Tensor tensor(String name, JsonNode node) {
    Header.Entry entry;
    try {
      entry = JSON.treeToValue(node, Header.Entry.class);
    } catch (JacksonException e) {
      throw bad("its entry of %s: %s".formatted(name, e.getOriginalMessage()));
    }
    int[] shape = entry.shape().stream().mapToInt(Integer::intValue).toArray();
    long start = LENGTH + headerLength + entry.offsets().getFirst();
    long end = LENGTH + headerLength + entry.offsets().getLast();
    if (!entry.type().equals(Header.Entry.FLOAT32) || start < 0 || end > bytes.length) {
      throw bad(
          "tensor %s, %s at bytes %d to %d of %d"
              .formatted(name, entry.type(), start, end, bytes.length));
    }
    float[] values = new float[(int) ((end - start) / Float.BYTES)];
    buffer()
        .position((int) start)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return new Tensor(name, shape, values);
  }

  private String text(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isString()) {
      throw bad("its header says no " + name);
    }
    return value.stringValue();
  }

  private ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private BadCheckpoint bad(String what) {
    return new BadCheckpoint(file, what);
  }
}
