package dev.lipsweep.persistence.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lipsweep.domain.digest.Sha256;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderArtifactStoreTest extends ArtifactStoreContract {
  private @TempDir Path folder;
  private FolderArtifactStore store;

  @BeforeEach
  void open() {
    store = new FolderArtifactStore(folder.resolve("artifacts"), 0);
  }

  @Override
  ArtifactStore store() {
    return store;
  }

  @Test
  void room_for_others_is_left_on_the_disk() throws Exception {
    var greedyNeighbour = new FolderArtifactStore(folder, Long.MAX_VALUE);
    byte[] bytes = bytes(100);

    assertThatThrownBy(
            () -> greedyNeighbour.receive(Sha256.of(bytes), new ByteArrayInputStream(bytes)))
        .isInstanceOf(StoreFull.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("MiB free");
    assertThat(greedyNeighbour.contains(Sha256.of(bytes))).isFalse();
  }

  @Test
  void a_disk_that_fills_in_the_middle_is_full_and_keeps_nothing_of_it() throws Exception {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()),
        "not run: only root can mount a small disk");
    try {
      store = new FolderArtifactStore(disk, 0);
      byte[] large = bytes(2 << 20);
      assertThatThrownBy(() -> store.receive(Sha256.of(large), new ByteArrayInputStream(large)))
          .isInstanceOf(StoreFull.class)
          .hasMessageContaining("0 MiB free");
      assertThat(store.dropUnfinished(Duration.ofDays(-1))).isZero();

      String small = publish(bytes(500_000));
      assertThat(store.contains(small)).isTrue();
    } finally {
      run("umount", "--lazy", disk.toString());
    }
  }

  private static boolean run(String... command) throws Exception {
    return new ProcessBuilder(List.of(command)).inheritIO().start().waitFor() == 0;
  }
}
