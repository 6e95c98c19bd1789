package dev.lipsweep.training.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibtorchVersionTest {

  @TempDir Path torch;

  @Test
  void the_libtorch_of_the_class_path_is_the_right_one() {
    assertThatCode(() -> LibtorchVersion.require(Torch.LIBTORCH)).doesNotThrowAnyException();
  }

  @Test
  void another_version_is_refused_before_it_can_crash() throws IOException {
    Path lib = Files.createDirectory(torch.resolve("lib"));
    Files.writeString(torch.resolve("version.py"), "__version__ = '2.9.0+cu128'\n");
    assertThatThrownBy(() -> LibtorchVersion.require("2.7.1", lib, null))
        .hasMessageContaining("PYTORCH_LIBRARY_PATH=" + lib)
        .hasMessageContaining("version 2.9.0+cu128".substring(0, 13))
        .hasMessageContaining("2.7.1");
    assertThatThrownBy(() -> LibtorchVersion.require("2.7.1", null, "2.6.0"))
        .hasMessageContaining("PYTORCH_VERSION is version 2.6.0");
  }

  @Test
  void a_folder_of_the_right_version_is_taken_and_one_that_does_not_say_needs_a_word()
      throws IOException {
    Path lib = Files.createDirectory(torch.resolve("lib"));
    assertThatThrownBy(() -> LibtorchVersion.require("2.7.1", lib, null))
        .hasMessageContaining("set PYTORCH_VERSION=2.7.1");
    assertThatCode(() -> LibtorchVersion.require("2.7.1", lib, "2.7.1")).doesNotThrowAnyException();
    Files.writeString(torch.resolve("build-version"), "2.7.1+cu128\n");
    assertThatCode(() -> LibtorchVersion.require("2.7.1", lib, null)).doesNotThrowAnyException();
  }
}
