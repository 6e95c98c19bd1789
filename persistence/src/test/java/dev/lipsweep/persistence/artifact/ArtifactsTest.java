package dev.lipsweep.persistence.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.domain.wire.CheckpointReport;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.persistence.DatabaseTest;
import dev.lipsweep.persistence.lease.StoreCheckpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ArtifactsTest extends DatabaseTest {
  @Autowired Artifacts artifacts;
  @Autowired ArtifactStore store;
  @Autowired ArtifactProperties properties;
  @Autowired StoreCheckpoint checkpoint;

  @Test
  void an_artifact_is_stored_once_and_read_back() throws Exception {
    String sha256 = sha256("weights " + System.nanoTime());
    byte[] bytes = last;

    assertThat(artifacts.store(sha256, new ByteArrayInputStream(bytes))).isTrue();
    assertThat(artifacts.store(sha256, unreadable())).isFalse();

    Artifact artifact = artifacts.open(sha256).orElseThrow();
    assertThat(artifact.sizeBytes()).isEqualTo(bytes.length);
    try (InputStream in = artifact.bytes()) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
    assertThat(artifacts.open("0".repeat(64))).isEmpty();
  }

  @Test
  void bytes_with_another_hash_are_refused_and_leave_nothing() throws Exception {
    String sha256 = sha256("right");

    assertThatThrownBy(
            () ->
                artifacts.store(
                    sha256, new ByteArrayInputStream("wrong".getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(HashMismatch.class)
        .hasMessageContaining(sha256);
    assertThatThrownBy(() -> artifacts.store(sha256, unreadable())).isInstanceOf(IOException.class);

    assertThat(artifacts.open(sha256)).isEmpty();
    try (Stream<Path> incoming = Files.list(properties.folder().resolve("incoming"))) {
      assertThat(incoming).isEmpty();
    }
  }

  @Test
  void names_that_are_no_hash_cannot_reach_the_disk() {
    for (String name : new String[] {"../../etc/passwd", "A".repeat(64), "", "0".repeat(63)}) {
      assertThatThrownBy(() -> artifacts.store(name, unreadable()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_row_whose_bytes_are_gone_heals_with_the_next_upload() throws Exception {
    String sha256 = upload("lost bytes " + System.nanoTime());
    byte[] bytes = last;
    store.delete(sha256);

    assertThat(artifacts.open(sha256)).isEmpty();
    assertThat(artifacts.store(sha256, new ByteArrayInputStream(bytes))).isTrue();
    assertThat(artifacts.open(sha256)).isPresent();
  }

  @Test
  void only_what_no_trial_keeps_is_deleted_and_only_after_the_grace_period() throws Exception {
    sweeps.sweep("demo", 1);
    Lease lease = sweeps.claimOne(sweeps.worker("w"));
    String superseded = upload("a " + System.nanoTime());
    String previous = upload("b " + System.nanoTime());
    String current = upload("c " + System.nanoTime());
    checkpoint.store(lease.attemptId(), new CheckpointReport(1, superseded, 10, 1));
    checkpoint.store(lease.attemptId(), new CheckpointReport(1, previous, 20, 1));
    checkpoint.store(lease.attemptId(), new CheckpointReport(1, current, 30, 1));
    String fresh = upload("d " + System.nanoTime());

    assertThat(artifacts.deleteLeftBehind()).isZero();
    jdbc.sql("update artifact set created_at = now() - interval '2 h' where sha256 <> :fresh")
        .param("fresh", fresh)
        .update();
    assertThat(artifacts.deleteLeftBehind()).isEqualTo(1);

    assertThat(artifacts.open(superseded)).isEmpty();
    assertThat(store.contains(superseded)).isFalse();
    assertThat(artifacts.open(previous)).isPresent();
    assertThat(artifacts.open(current)).isPresent();
    assertThat(artifacts.open(fresh)).isPresent();
  }

  private byte[] last;

  private String upload(String text) throws Exception {
    String sha256 = sha256(text);
    artifacts.store(sha256, new ByteArrayInputStream(last));
    return sha256;
  }

  private String sha256(String text) throws Exception {
    last = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(last));
  }

  private static InputStream unreadable() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("the connection is gone");
      }
    };
  }
}
