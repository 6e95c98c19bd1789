package dev.lipsweep.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void numbers_stand_to_the_right_and_words_to_the_left() {
    var table = new TextTable("bound", "accuracy", "optimizer");
    table.row("0.93", "38.1 %", "muon");
    table.row("2.04e264", "-", "adamw");
    assertThat(table.lines(80))
        .containsExactly(
            "   bound  accuracy  optimizer",
            "    0.93    38.1 %  muon",
            "2.04e264         -  adamw");
  }

  @Test
  void the_widest_words_give_way_so_that_lines_fit() {
    var table = new TextTable("trial", "configuration", "reason");
    table.row(
        "12", "muon spectral_soft_cap sigmaMax=4", "diverged at step 12: the loss is not a number");
    assertThat(table.lines(50)).allMatch(line -> line.length() <= 50);
    assertThat(table.lines(50).get(1)).startsWith("   12  muon").contains("…");
  }

  @Test
  void wrapped_words_go_on_below_and_none_is_lost() {
    var table = new TextTable("parameter", "allowed", "default").wrapped();
    table.row("optimizer", "one of adamw, muon, sgd, adamp", "1");
    table.row("seed", "a number", "2");
    assertThat(table.lines(40))
        .containsExactly(
            "parameter  allowed               default",
            "optimizer  one of adamw, muon,         1",
            "           sgd, adamp",
            "seed       a number                    2");
  }

  @Test
  void numbers_are_never_cut() {
    var table = new TextTable("a", "b");
    table.row("123456789", "987654321");
    assertThat(table.lines(10).get(1)).isEqualTo("123456789  987654321");
  }

  @Test
  void line_breaks_in_a_value_do_not_break_the_table() {
    var table = new TextTable("message");
    table.row("two\nlines\u001B[31m");
    assertThat(table.lines(80).get(1)).isEqualTo("two lines [31m");
  }

  @Test
  void a_row_has_as_many_cells_as_the_header() {
    assertThatThrownBy(() -> new TextTable("a").row("1", "2"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
