package dev.lipsweep.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import dev.lipsweep.training.engine.Torch;
import dev.lipsweep.training.learner.Learner;
import dev.lipsweep.training.learner.Learners;
import dev.lipsweep.training.recipe.Plan;
import dev.lipsweep.training.recipe.RecipePlans;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FineWebTest {
  @TempDir Path folder;

  @Test
  void sequences_follow_each_other_through_the_shards_and_begin_again() throws IOException {
    shard("fineweb_train_000001.bin", 10, i -> i);
    shard("fineweb_train_000002.bin", 12, i -> 10 + i);
    shard("fineweb_val_000000.bin", 9, i -> 50_000 + i);
    try (NDManager manager = Torch.newManager();
        var data = new FineWeb(folder, new FineWeb.Use(50_304, 4, 2, 1000))) {
      Batch second = data.training(manager, 1, 1);
      assertThat(second.inputs().getShape().getShape()).containsExactly(2, 4);
      // over the end of the first shard
      assertThat(second.inputs().toLongArray()).containsExactly(8, 9, 10, 11, 12, 13, 14, 15);
      assertThat(second.targets().toLongArray()).containsExactly(9, 10, 11, 12, 13, 14, 15, 16);
      // five sequences fit
      assertThat(data.training(manager, 1, 2).inputs().toLongArray())
          .containsExactly(16, 17, 18, 19, 0, 1, 2, 3);
      assertThat(data.validationBatches()).isEqualTo(1);
      assertThat(data.validation(manager, 0).targets().toLongArray())
          .containsExactly(IntStream.rangeClosed(50_001, 50_008).asLongStream().toArray());
      assertThat(data.digest()).hasSize(64);
    }
    try (var fewer = new FineWeb(folder, new FineWeb.Use(50_304, 4, 2, 5));
        NDManager manager = Torch.newManager()) {
      assertThat(fewer.validation(manager, 0).inputs().size()).isEqualTo(4);
    }
  }

  @Test
  void a_small_nanogpt_learns_from_shards() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("fineweb10B"));
    for (String name : new String[] {"fineweb_train_000001.bin", "fineweb_val_000000.bin"}) {
      Files.move(shard(name, 2000, i -> i * i % 13), inner.resolve(name));
    }
    Plan plan =
        RecipePlans.plan(
            "nanogpt",
            1,
            Map.ofEntries(
                Map.entry("optimizer", "muon"),
                Map.entry("constraint", "spectral_soft_cap"),
                Map.entry("sigmaMax", 2),
                Map.entry("learningRate", 0.3),
                Map.entry("blocks", 2),
                Map.entry("width", 32),
                Map.entry("heads", 2),
                Map.entry("context", 16),
                Map.entry("vocabulary", 64),
                Map.entry("batchSize", 4),
                Map.entry("accumulation", 1),
                Map.entry("steps", 60)),
            folder);
    try (NDManager manager = Torch.newManager();
        DataSet data = plan.source().load(manager);
        Learner learner =
            Learners.create(
                plan.network(),
                plan.optimizer(),
                plan.constraint(),
                plan.schedule(),
                plan.dtype(),
                1)) {
      double first = 0;
      double last = 0;
      for (int step = 0; step < plan.steps(); step++) {
        Batch batch = data.training(learner.manager(), 1, step);
        last = learner.step(step, batch.inputs(), batch.targets());
        first = step == 0 ? last : first;
      }
      assertThat(first).isCloseTo(Math.log(64), org.assertj.core.api.Assertions.within(1e-3));
      assertThat(last).isLessThan(0.9 * first);
      Batch batch = data.validation(learner.manager(), 0);
      assertThat(learner.evaluate(batch.inputs(), batch.targets()).count()).isEqualTo(1024);
    }
  }

  @Test
  void what_is_wrong_with_a_shard_is_said() throws IOException {
    var use = new FineWeb.Use(50_304, 4, 2, 1000);
    refused(null, use, "no data folder", "lipsweep data path");
    refused(folder.resolve("none"), use, "there is no folder");
    refused(folder, use, "fineweb_train_*.bin", "there is none in");
    shard("fineweb_val_000000.bin", 9, i -> i);
    Path train = shard("fineweb_train_000001.bin", 3, i -> i);
    refused(folder, use, "have 3 tokens, too few for one sequence of 4 tokens");

    byte[] good = Files.readAllBytes(shard("fineweb_train_000001.bin", 20, i -> i));
    broken(train, good, 0, 7, "begins with 7 instead of 20240520");
    broken(train, good, 4, 2, "its version is 2, known is 1");
    broken(train, good, 8, 21, "speaks of 21 tokens, and its 1064 bytes hold 20");
    Files.write(train, new byte[100]);
    refused(folder, use, "it has 100 bytes, and a shard has a header of 1024");

    shard("fineweb_train_000001.bin", 20, i -> i == 6 ? 60_000 : i);
    try (NDManager manager = Torch.newManager();
        var data = new FineWeb(folder, use)) {
      assertThatThrownBy(() -> data.training(manager, 1, 0))
          .isInstanceOf(DataMissing.class)
          .hasMessageContaining(
              train + " has token 60000 at place 6, and the vocabulary has 50304");
    }
  }

  private void broken(Path file, byte[] good, int at, int value, String message)
      throws IOException {
    byte[] bytes = good.clone();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    Files.write(file, bytes);
    refused(folder, new FineWeb.Use(50_304, 4, 2, 1000), file.toString(), message);
  }

  private static void refused(Path folder, FineWeb.Use use, String... parts) {
    assertThatThrownBy(() -> new FineWeb(folder, use).close())
        .isInstanceOf(DataMissing.class)
        .hasMessageContainingAll(parts);
  }

  private Path shard(String name, int count, IntUnaryOperator token) throws IOException {
    var bytes = ByteBuffer.allocate(TokenShard.HEADER + 2 * count).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0, TokenShard.MAGIC).putInt(4, TokenShard.VERSION).putInt(8, count);
    for (int i = 0; i < count; i++) {
      bytes.putShort(TokenShard.HEADER + 2 * i, (short) token.applyAsInt(i));
    }
    return Files.write(folder.resolve(name), bytes.array());
  }
}
