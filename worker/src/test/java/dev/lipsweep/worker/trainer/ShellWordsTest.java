package dev.lipsweep.worker.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ShellWordsTest {
  @Test
  void a_line_is_split_as_a_shell_does() {
    assertThat(ShellWords.split("java  -cp 'a b':c \"-Dx=\\\"1\\\" 2\" d\\ e '' \t f\n"))
        .containsExactly("java", "-cp", "a b:c", "-Dx=\"1\" 2", "d e", "", "f");
    assertThat(ShellWords.split("  ")).isEmpty();
  }

  @Test
  void what_a_shell_would_wait_for_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ShellWords.split("java 'x"))
        .withMessageContaining("not closed");
    assertThatIllegalArgumentException().isThrownBy(() -> ShellWords.split("java \\"));
  }
}
