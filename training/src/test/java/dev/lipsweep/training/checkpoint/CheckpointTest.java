package dev.lipsweep.training.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.domain.digest.Sha256;
import dev.lipsweep.training.learner.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  private static final Checkpoint.Identity TRIAL =
      new Checkpoint.Identity("text-tiny", 1, "abc123", 7);
  private static final Checkpoint CHECKPOINT =
      new Checkpoint(
          TRIAL,
          120,
          true,
          List.of(
              new Tensor("embed", new int[] {2, 3}, new float[] {1, -2, 3e-40f, 4, 5, 6}),
              new Tensor("head", new int[] {1, 2}, new float[] {Float.MAX_VALUE, -0f})),
          List.of(new Tensor("embed/momentum", new int[] {2, 3}, new float[6])));

  @TempDir Path folder;

  @Test
  void what_is_read_is_what_was_written() throws IOException {
    Stored stored = write("a");
    assertThat(stored.sizeBytes()).isEqualTo(Files.size(stored.file()));
    assertThat(stored.sha256()).isEqualTo(Sha256.of(Files.readAllBytes(stored.file())));

    Checkpoint read = CheckpointReader.read(stored.file(), TRIAL);
    assertThat(read.step()).isEqualTo(120);
    assertThat(read.owesValidation()).isTrue();
    assertThat(read.identity()).isEqualTo(TRIAL);
    sameTensors(read.weights(), CHECKPOINT.weights());
    sameTensors(read.optimizerState(), CHECKPOINT.optimizerState());
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void equal_checkpoints_are_equal_files() throws IOException {
    assertThat(write("a").sha256()).isEqualTo(write("b").sha256());
  }

  @Test
  void it_is_a_safetensors_file() throws IOException {
    byte[] bytes = Files.readAllBytes(write("a").file());
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) buffer.getLong(0);
    assertThat(length % 8).isZero();
    String header = new String(bytes, 8, length, StandardCharsets.UTF_8);
    assertThat(header)
        .startsWith("{\"__metadata__\":{")
        .contains("\"step\":\"120\"")
        .contains("\"weights/head\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[24,32]}");
    assertThat(buffer.getFloat(8 + length + 4)).isEqualTo(-2f);
    assertThat(bytes).hasSize(8 + length + 14 * 4);
  }

  @Test
  void any_flipped_bit_is_noticed() throws IOException {
    Path file = write("a").file();
    byte[] good = Files.readAllBytes(file);
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 1;
      Files.write(file, bad);
      assertThatThrownBy(() -> CheckpointReader.read(file, TRIAL))
          .as("byte %d", i)
          .isInstanceOf(BadCheckpoint.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void a_file_that_is_cut_off_or_too_long_is_refused() throws IOException {
    Path file = write("a").file();
    byte[] good = Files.readAllBytes(file);
    for (int length : new int[] {0, 5, 8, 100, good.length - 1, good.length + 1}) {
      Files.write(file, Arrays.copyOf(good, length));
      assertThatThrownBy(() -> CheckpointReader.read(file, TRIAL))
          .as("%d bytes", length)
          .isInstanceOf(BadCheckpoint.class);
    }
  }

  @Test
  void another_trials_checkpoint_is_refused() throws IOException {
    Path file = write("a").file();
    refused(file, new Checkpoint.Identity("text-tiny", 1, "abc123", 8), "seed 7");
    refused(file, new Checkpoint.Identity("text-tiny", 1, "abd", 7), "configuration abc123");
    refused(file, new Checkpoint.Identity("text-tiny", 2, "abc123", 7), "recipe_version 1");
    refused(file, new Checkpoint.Identity("cifar-mlp", 1, "abc123", 7), "recipe text-tiny");
  }

  private Stored write(String name) throws IOException {
    return CheckpointWriter.write(CHECKPOINT, folder.resolve(name + ".safetensors"));
  }

  private static void refused(Path file, Checkpoint.Identity identity, String why) {
    assertThatThrownBy(() -> CheckpointReader.read(file, identity))
        .isInstanceOf(BadCheckpoint.class)
        .hasMessageContaining("belongs to " + why);
  }

  private static void sameTensors(List<Tensor> actual, List<Tensor> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).name()).isEqualTo(expected.get(i).name());
      assertThat(actual.get(i).shape()).isEqualTo(expected.get(i).shape());
      assertThat(actual.get(i).values()).isEqualTo(expected.get(i).values());
    }
  }
}
