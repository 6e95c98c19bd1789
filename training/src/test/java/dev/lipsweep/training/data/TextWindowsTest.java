package dev.lipsweep.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import dev.lipsweep.training.engine.Torch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextWindowsTest {
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = Torch.newManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void dickens_has_the_characters_that_it_has() {
    Text text = Text.dickens();
    assertThat(text.vocabulary()).hasSize(77).startsWith("\n !\"'(").endsWith("xyz");
    assertThat(text.training()).hasSize(1_093_478);
    assertThat(text.validation()).hasSize(121_498);
    String start =
        Arrays.stream(text.training(), 0, 22)
            .mapToObj(t -> String.valueOf(text.vocabulary().charAt((int) t)))
            .collect(Collectors.joining());
    assertThat(start).isEqualTo("The Old Curiosity Shop");
  }

  @Test
  void validation_predicts_every_character_but_the_first_once() {
    // 10 of 100 characters validate: 9 predictions in windows of 4, 4 and 1
    Text text = counted(100);
    var windows = new TextWindows(manager, text, 4, 2);
    List<Long> inputs = new ArrayList<>();
    List<Long> targets = new ArrayList<>();
    for (int i = 0; i < windows.validationBatches(); i++) {
      Batch batch = windows.validation(manager, i);
      Arrays.stream(batch.inputs().toLongArray()).forEach(inputs::add);
      Arrays.stream(batch.targets().toLongArray()).forEach(targets::add);
    }
    long[] all = text.validation();
    assertThat(inputs).containsExactlyElementsOf(list(all, 0, all.length - 1));
    assertThat(targets).containsExactlyElementsOf(list(all, 1, all.length));
  }

  /** METHOD.md 4.2: only the beginning of the split is scored, nearly all of it many times. */
  @Test
  void paper_eval_scores_windows_that_start_one_character_apart() {
    Text text = counted(600);
    var windows = new TextWindows(manager, text, 4, 2, ValidationMode.PAPER_EVAL);
    assertThat(windows.validationBatches()).isEqualTo(20);
    Batch batch = windows.validation(manager, 3);
    assertThat(batch.inputs().getShape().getShape()).containsExactly(2, 4);
    long[] all = text.validation();
    List<Long> inputs = new ArrayList<>(list(all, 6, 10));
    inputs.addAll(list(all, 7, 11));
    assertThat(list(batch.inputs().toLongArray(), 0, 8)).isEqualTo(inputs);
    assertThat(batch.targets().toLongArray()[7]).isEqualTo(all[11]);
    assertThatThrownBy(
            () -> new TextWindows(manager, counted(100), 4, 2, ValidationMode.PAPER_EVAL))
        .hasMessageContaining("needs 44 characters to validate on, this text has 10");
  }

  @Test
  void a_missing_shakespeare_says_how_to_get_it(@TempDir Path folder) throws IOException {
    assertThatThrownBy(() -> Text.shakespeare(folder))
        .isInstanceOf(DataMissing.class)
        .hasMessageContaining("input.txt")
        .hasMessageContaining("lipsweep data get shakespeare");
    Files.writeString(folder.resolve("input.txt"), "First Citizen:");
    assertThatThrownBy(() -> Text.shakespeare(folder))
        .hasMessageContaining("input.txt is not the official file");
  }

  @Test
  void a_training_batch_holds_windows_and_what_comes_next() {
    Text text = counted(100);
    var windows = new TextWindows(manager, text, 8, 3);
    Batch batch = windows.training(manager, 5, 2);
    assertThat(batch.inputs().getShape().getShape()).containsExactly(3, 8);
    long[] inputs = batch.inputs().toLongArray();
    long[] targets = batch.targets().toLongArray();
    for (int i = 0; i < inputs.length; i++) {
      assertThat(targets[i]).isEqualTo((inputs[i] + 1) % 50);
    }
    assertThat(windows.training(manager, 5, 2).inputs().toLongArray()).isEqualTo(inputs);
    assertThat(windows.training(manager, 5, 3).inputs().toLongArray()).isNotEqualTo(inputs);
    assertThat(windows.training(manager, 6, 2).inputs().toLongArray()).isNotEqualTo(inputs);
  }

  /** Characters that count up from 0 to 49 again and again. */
  private static Text counted(int length) {
    String text =
        IntStream.range(0, length)
            .mapToObj(i -> String.valueOf((char) ('A' + i % 50)))
            .collect(Collectors.joining());
    return Text.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<Long> list(long[] values, int from, int to) {
    return Arrays.stream(values, from, to).boxed().toList();
  }
}
