package dev.lipsweep.worker.trainer;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSliceTest {
  @TempDir Path home;
  private Path file;

  @BeforeEach
  void somebodyElse() throws IOException {
    file = home.resolve("trainer.log");
    say("of another trial\n");
  }

  @Test
  void pieces_are_whole_lines_and_together_the_slice() throws IOException {
    var slice = new LogSlice(file);
    assertThat(slice.next(100)).isEmpty();
    say("first\nsecond\nthi");
    LogSlice.Piece piece = slice.next(100).orElseThrow();
    assertThat(piece).isEqualTo(new LogSlice.Piece(0, 13, "first\nsecond\n"));
    assertThat(slice.next(100)).as("until it is passed").contains(piece);
    slice.passed(piece);
    say("rd\n");
    slice.close();
    say("of the next trial\n");
    piece = slice.next(100).orElseThrow();
    assertThat(piece).isEqualTo(new LogSlice.Piece(13, 6, "third\n"));
    slice.passed(piece);
    assertThat(slice.next(100)).isEmpty();
  }

  @Test
  void a_line_that_is_too_long_or_not_ended_comes_all_the_same() throws IOException {
    var slice = new LogSlice(file);
    say("x".repeat(25) + "\nend");
    slice.close();
    var said = new StringBuilder();
    for (var piece = slice.next(10); piece.isPresent(); piece = slice.next(10)) {
      assertThat(piece.get().from()).isEqualTo(said.length());
      said.append(piece.get().text());
      slice.passed(piece.get());
    }
    assertThat(said).hasToString("x".repeat(25) + "\nend");
  }

  @Test
  void a_file_that_is_gone_says_nothing() throws IOException {
    var slice = new LogSlice(file);
    say("lost\n");
    Files.delete(file);
    assertThat(slice.next(100)).isEmpty();
  }

  private void say(String words) throws IOException {
    Files.writeString(file, words, CREATE, APPEND);
  }
}
