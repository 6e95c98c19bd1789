package dev.lipsweep.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import dev.lipsweep.domain.data.KnownData;
import dev.lipsweep.domain.digest.Sha256;
import dev.lipsweep.training.constraint.SpectralNormalize;
import dev.lipsweep.training.engine.Torch;
import dev.lipsweep.training.learner.Learner;
import dev.lipsweep.training.learner.Learners;
import dev.lipsweep.training.model.Dtype;
import dev.lipsweep.training.model.Mlp;
import dev.lipsweep.training.optimizer.Muon;
import dev.lipsweep.training.optimizer.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {
  @TempDir Path folder;

  @Test
  void images_and_labels_come_out_as_they_went_in() throws IOException {
    KnownData known = write(folder);
    try (NDManager manager = Torch.newManager()) {
      var data = cifar(manager, known, new Cifar10.Use(4, 0, ValidationMode.FULL));
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
    KnownData known = write(folder);
    var network = new Mlp(Cifar10.PIXELS, List.of(8, 8), Cifar10.CLASSES, 1);
    var schedule = new Schedule(Schedule.Kind.NONE, 0.1, 9);
    try (NDManager manager = Torch.newManager();
        var data = cifar(manager, known, new Cifar10.Use(6, 0, ValidationMode.FULL));
        Learner learner =
            Learners.create(
                network, new Muon(), new SpectralNormalize(2), schedule, Dtype.FP32, 1)) {
      for (int step = 0; step < 9; step++) {
        Batch batch = data.training(learner.manager(), 1, step);
        assertThat(learner.step(step, batch.inputs(), batch.targets())).isBetween(0.0, 3.0);
      }
      Batch batch = data.validation(learner.manager(), 0);
      assertThat(learner.evaluate(batch.inputs(), batch.targets()).count()).isEqualTo(2);
    }
  }

  @Test
  void a_pass_leaves_out_what_fills_no_batch() throws IOException {
    KnownData known = write(folder);
    try (NDManager manager = Torch.newManager();
        var data = cifar(manager, known, new Cifar10.Use(4, 0, ValidationMode.FULL))) {
      // 6 images: one batch of 4 a pass, each of another permutation
      for (int step = 0; step < 20; step++) {
        assertThat(data.training(manager, 1, step).targets().toLongArray())
            .doesNotHaveDuplicates()
            .hasSize(4);
      }
    }
  }

  /** METHOD.md 4.1: the reference's loader of the test split wraps round after whole batches. */
  @Test
  void paper_eval_scores_twenty_batches_and_begins_again() throws IOException {
    byte[] bytes = new byte[7 * Cifar10.RECORD];
    for (int i = 0; i < 7; i++) {
      bytes[i * Cifar10.RECORD] = (byte) i;
    }
    var digests = new LinkedHashMap<String, String>();
    for (String name : List.of("train.bin", "test.bin")) {
      Files.write(folder.resolve(name), bytes);
      digests.put(name, Sha256.of(bytes));
    }
    var known = new KnownData("small", "a small set", "small", digests);
    try (NDManager manager = Torch.newManager();
        var data = cifar(manager, known, new Cifar10.Use(2, 0, ValidationMode.PAPER_EVAL))) {
      assertThat(data.validationBatches()).isEqualTo(20);
      List<Long> seen = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Arrays.stream(data.validation(manager, i).targets().toLongArray()).forEach(seen::add);
      }
      assertThat(seen).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 0L, 1L); // never 6
    }
  }

  @Test
  void noisy_labels_are_those_of_the_seed_in_every_pass() throws IOException {
    KnownData known = write(folder);
    try (NDManager manager = Torch.newManager();
        var clean = cifar(manager, known, new Cifar10.Use(6, 0, ValidationMode.FULL));
        var noisy = cifar(manager, known, new Cifar10.Use(6, 1, ValidationMode.FULL))) {
      Map<Long, Long> drawn = new HashMap<>();
      for (int step = 0; step < 3; step++) {
        long[] right = clean.training(manager, 1, step).targets().toLongArray();
        Batch batch = noisy.training(manager, 1, step);
        assertThat(batch.inputs().toFloatArray())
            .isEqualTo(clean.training(manager, 1, step).inputs().toFloatArray());
        long[] labels = batch.targets().toLongArray();
        for (int i = 0; i < right.length; i++) {
          assertThat(drawn.computeIfAbsent(right[i], any -> -1L)).isIn(-1L, labels[i]);
          drawn.put(right[i], labels[i]);
        }
      }
      assertThat(drawn).isNotEqualTo(Map.of(0L, 0L, 1L, 1L, 2L, 2L, 3L, 3L, 4L, 4L, 5L, 5L));
      assertThat(noisy.validation(manager, 0).targets().toLongArray()).containsExactly(6, 7);
    }
  }

  @Test
  void a_share_of_the_labels_is_drawn_uniformly() {
    long[] examples = LongStream.range(0, 20_000).toArray();
    long[] labels = new long[examples.length];
    Arrays.fill(labels, -1);
    new LabelNoise(0.3, 10).apply(5, examples, labels);
    assertThat(Arrays.stream(labels).filter(x -> x >= 0).count()).isBetween(5_700L, 6_300L);
    for (int c = 0; c < 10; c++) {
      int one = c;
      assertThat(Arrays.stream(labels).filter(x -> x == one).count()).isBetween(480L, 720L);
    }
    long[] other = new long[examples.length];
    Arrays.fill(other, -1);
    new LabelNoise(0.3, 10).apply(6, examples, other);
    assertThat(other).isNotEqualTo(labels);
  }

  private Cifar10 cifar(NDManager manager, KnownData known, Cifar10.Use use) {
    return new Cifar10(manager, DataFiles.in(folder, known, "cifar-mlp"), use);
  }

  @Test
  void missing_files_are_named_with_where_they_were_looked_for_and_how_to_get_them()
      throws IOException {
    Files.createFile(folder.resolve("data_batch_1.bin"));
    assertThatThrownBy(() -> DataFiles.in(folder, KnownData.CIFAR_10, "cifar-mlp"))
        .isInstanceOf(DataMissing.class)
        .hasMessageContaining("data_batch_2.bin, data_batch_3.bin")
        .hasMessageContaining("test_batch.bin")
        .hasMessageNotContaining("data_batch_1.bin")
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("lipsweep data get cifar10");
    assertThatThrownBy(() -> DataFiles.in(null, KnownData.CIFAR_10, "cifar-mlp"))
        .isInstanceOf(DataMissing.class)
        .hasMessageContaining("--data DIR");
  }

  @Test
  void a_file_with_another_content_is_refused() throws IOException {
    KnownData known = write(folder);
    Path file = folder.resolve("b.bin");
    byte[] bytes = Files.readAllBytes(file);
    bytes[100] ^= 1;
    Files.write(file, bytes);
    var files = DataFiles.in(folder, known, "cifar-mlp");
    assertThatThrownBy(() -> files.read("b.bin"))
        .isInstanceOf(DataMissing.class)
        .hasMessageContaining(file + " is not the official file")
        .hasMessageContaining(known.sha256().get("b.bin"));
  }

  /** Three files of two records: labels 0 to 5 train, 6 and 7 validate. */
  private static KnownData write(Path folder) throws IOException {
    var digests = new LinkedHashMap<String, String>();
    int label = 0;
    for (String name : new String[] {"a.bin", "b.bin", "c.bin", "test.bin"}) {
      byte[] bytes = new byte[2 * Cifar10.RECORD];
      for (int i = 0; i < bytes.length; i++) {
        int at = i % Cifar10.RECORD;
        int current = label + i / Cifar10.RECORD;
        bytes[i] = at == 0 ? (byte) current : pixel(current, at - 1);
      }
      label += 2;
      Files.write(folder.resolve(name), bytes);
      digests.put(name, Sha256.of(bytes));
    }
    return new KnownData("small", "a small set", "small", digests);
  }

  private static byte pixel(int label, int place) {
    return (byte) (31 * label + 7 * place);
  }
}
