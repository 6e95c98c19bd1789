package dev.lipsweep.training.checkpoint;

import dev.lipsweep.domain.digest.Sha256;
import dev.lipsweep.training.learner.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes checkpoints as safetensors: 8 bytes length of the header (little endian), the JSON header,
 * raw float32 data. Equal checkpoints become equal files.
 *
 * <p>The header's {@code content_sha256} covers the whole file with its own digits as zeros, so
 * that a reader notices any change without another file beside this one.
 */
public final class CheckpointWriter {
  static final String NO_CONTENT = "0".repeat(64);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CheckpointWriter() {}

  /**
   * Writes to a temporary file beside {@code file}, forces it to disk and renames it, so that a
   * file under its own name is always complete.
   */
  public static Stored write(Checkpoint checkpoint, Path file) throws IOException {
    byte[] bytes = bytes(checkpoint);
    Path temporary = file.resolveSibling(file.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      var buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory =
        FileChannel.open(file.toAbsolutePath().resolveSibling(""), StandardOpenOption.READ)) {
      directory.force(true); // the rename itself
    }
    return new Stored(file, Sha256.of(bytes), bytes.length);
  }

  private static byte[] bytes(Checkpoint checkpoint) {
    List<Tensor> tensors = new ArrayList<>();
    var entries = new LinkedHashMap<String, Object>();
    entries.put(Header.METADATA, Header.metadata(checkpoint, NO_CONTENT));
    long offset = 0;
    offset = enter(checkpoint.weights(), Header.WEIGHTS, tensors, entries, offset);
    offset = enter(checkpoint.optimizerState(), Header.OPTIMIZER, tensors, entries, offset);
    String json = JSON.writeValueAsString(entries);
    byte[] header = pad(json).getBytes(StandardCharsets.UTF_8);
    var buffer =
        ByteBuffer.allocate(Math.toIntExact(8 + header.length + offset))
            .order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(header.length).put(header);
    for (Tensor tensor : tensors) {
      for (float value : tensor.values()) {
        buffer.putFloat(value);
      }
    }
    byte[] bytes = buffer.array();
    String content = Sha256.of(bytes);
    int place = 8 + indexOf(header, NO_CONTENT);
    System.arraycopy(content.getBytes(StandardCharsets.US_ASCII), 0, bytes, place, 64);
    return bytes;
  }

  private static long enter(
      List<Tensor> from,
      String prefix,
      List<Tensor> tensors,
      LinkedHashMap<String, Object> entries,
      long start) {
    long offset = start;
    for (Tensor tensor : from) {
      Header.Entry entry = Header.Entry.of(tensor, offset);
      if (entries.put(prefix + tensor.name(), entry) != null) {
        throw new IllegalArgumentException("two tensors are called " + prefix + tensor.name());
      }
      tensors.add(tensor);
      offset = entry.offsets().get(1);
    }
    return offset;
  }

  /** Spaces at the end, so that the data begins at a multiple of 8. */
  private static String pad(String json) {
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    return json + " ".repeat((8 - length % 8) % 8);
  }

  static int indexOf(byte[] header, String text) {
    return new String(header, StandardCharsets.ISO_8859_1).indexOf(text);
  }
}
