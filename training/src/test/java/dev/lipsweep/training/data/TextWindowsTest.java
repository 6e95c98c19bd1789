package dev.lipsweep.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import dev.lipsweep.training.engine.Torch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
