package dev.lipsweep.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.cli.ExitCode;
import dev.lipsweep.cli.TestShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {
  @TempDir Path directory;

  @Test
  void the_folder_is_the_option_the_environment_or_in_the_home() {
    assertThat(path()).isEqualTo(directory.resolve("home/data").toString());
    assertThat(path("--home", "other")).isEqualTo(directory.resolve("other/data").toString());
    assertThat(path("--data", "sets")).isEqualTo(directory.resolve("sets").toString());
    var shell = new TestShell(directory).with("LIPSWEEP_DATA", "/sets");
    assertThat(shell.run("data", "path", "--json")).isZero();
    assertThat(shell.out()).isEqualToIgnoringNewLines("{\"path\":\"/sets\"}");
  }

  @Test
  void the_list_says_what_is_here() {
    var shell = new TestShell(directory);
    assertThat(shell.run("data", "list")).isZero();
    assertThat(shell.out())
        .containsPattern("cifar10 +no")
        .containsPattern("shakespeare +no")
        .containsPattern("mnist +no")
        .contains("home/data");
    var json = new TestShell(directory);
    assertThat(json.run("data", "list", "--json")).isZero();
    assertThat(json.out()).contains("\"here\":false", "data_batch_1.bin");
  }

  @Test
  void what_does_not_exist_is_refused_with_what_does() throws IOException {
    var shell = new TestShell(directory);
    assertThat(shell.run("data", "get", "imagenet")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(shell.err()).contains("no data set 'imagenet'", "cifar10, shakespeare, mnist");
    Files.createDirectory(directory.resolve("empty"));
    assertThat(shell.run("data", "get", "shakespeare", "--from", "empty"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("has the content of input.txt");
  }

  private String path(String... options) {
    var shell = new TestShell(directory);
    var arguments = new java.util.ArrayList<>(java.util.List.of("data", "path"));
    arguments.addAll(java.util.List.of(options));
    assertThat(shell.run(arguments.toArray(String[]::new))).isZero();
    return shell.out().strip();
  }
}
