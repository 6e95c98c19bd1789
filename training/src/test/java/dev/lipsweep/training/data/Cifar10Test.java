package dev.lipsweep.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import dev.lipsweep.training.constraint.SpectralNormalize;
import dev.lipsweep.training.engine.Torch;
import dev.lipsweep.training.learner.Learner;
import dev.lipsweep.training.learner.Learners;
import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.optimizer.Muon;
import dev.lipsweep.training.optimizer.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {
  @TempDir Path folder;

  @Test
  void images_and_labels_come_out_as_they_went_in() throws IOException {
    Map<String, String> digests = write(folder);
    try (NDManager manager = Torch.newManager()) {
      var data = new Cifar10(manager, Cifar10Files.in(folder, digests), 4);
      Batch batch = data.training(manager, 1, 0);
      assertThat(batch.inputs().getShape().getShape()).containsExactly(4, Cifar10.PIXELS);
      float[] pixels = batch.inputs().toFloatArray();
      long[] labels = batch.targets().toLongArray();
      for (int i = 0; i < 4; i++) {
        for (int j = 0; j < Cifar10.PIXELS; j++) {
          int expected = pixel((int) labels[i], j) & 0xff;
          assertThat(pixels[i * Cifar10.PIXELS + j]).isEqualTo(expected / 255f);
        }
      }
      assertThat(data.validationBatches()).isEqualTo(1);
      assertThat(data.validation(manager, 0).targets().toLongArray()).containsExactly(6, 7);
    }
  }

  @Test
  void a_learner_reads_its_batches() throws IOException {
    Map<String, String> digests = write(folder);
    var network = new Mlp(Cifar10.PIXELS, List.of(8, 8), Cifar10.CLASSES, 1);
    var schedule = new Schedule(Schedule.Kind.NONE, 0.1, 9);
    try (NDManager manager = Torch.newManager();
        var data = new Cifar10(manager, Cifar10Files.in(folder, digests), 6);
        Learner learner =
            Learners.create(network, new Muon(), new SpectralNormalize(2), schedule, 1)) {
      for (int step = 0; step < 9; step++) {
        Batch batch = data.training(learner.manager(), 1, step);
        assertThat(learner.step(step, batch.inputs(), batch.targets())).isBetween(0.0, 3.0);
      }
      Batch batch = data.validation(learner.manager(), 0);
      assertThat(learner.evaluate(batch.inputs(), batch.targets()).count()).isEqualTo(2);
    }
  }

  @Test
  void missing_files_are_named_with_where_they_were_looked_for_and_how_to_get_them()
      throws IOException {
    Files.createFile(folder.resolve("data_batch_1.bin"));
    assertThatThrownBy(() -> Cifar10Files.in(folder))
        .isInstanceOf(DataMissing.class)
        .hasMessageContaining("data_batch_2.bin, data_batch_3.bin")
        .hasMessageContaining("test_batch.bin")
        .hasMessageNotContaining("data_batch_1.bin")
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("cifar-10-binary.tar.gz");
    assertThatThrownBy(() -> Cifar10Files.in(null))
        .isInstanceOf(DataMissing.class)
        .hasMessageContaining("--data DIR");
  }

  @Test
  void a_file_with_another_content_is_refused() throws IOException {
    Map<String, String> digests = write(folder);
    Path file = folder.resolve("b.bin");
    byte[] bytes = Files.readAllBytes(file);
    bytes[100] ^= 1;
    Files.write(file, bytes);
    var files = Cifar10Files.in(folder, digests);
    assertThatThrownBy(() -> files.read("b.bin"))
        .isInstanceOf(DataMissing.class)
        .hasMessageContaining(file + " is not the official file")
        .hasMessageContaining(digests.get("b.bin"));
  }

  /** Three files of two records: labels 0 to 5 train, 6 and 7 validate. */
  private static Map<String, String> write(Path folder) throws IOException {
    var digests = new LinkedHashMap<String, String>();
    int label = 0;
    for (String name : new String[] {"a.bin", "b.bin", "c.bin", Cifar10Files.TEST}) {
      byte[] bytes = new byte[2 * Cifar10Files.RECORD];
      for (int i = 0; i < bytes.length; i++) {
        int at = i % Cifar10Files.RECORD;
        int current = label + i / Cifar10Files.RECORD;
        bytes[i] = at == 0 ? (byte) current : pixel(current, at - 1);
      }
      label += 2;
      Files.write(folder.resolve(name), bytes);
      digests.put(name, Sha256.of(bytes));
    }
    return digests;
  }

  private static byte pixel(int label, int place) {
    return (byte) (31 * label + 7 * place);
  }
}
