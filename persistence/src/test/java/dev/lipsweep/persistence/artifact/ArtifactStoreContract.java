package dev.lipsweep.persistence.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.domain.digest.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every store of artifacts does. */
abstract class ArtifactStoreContract {
  private static final Duration LONG_AGO = Duration.ofHours(1);

  /** Clocks of a store and of this process need not agree to the second. */
  private static final Duration SINCE_TOMORROW = Duration.ofDays(-1);

  private final Random random = new Random(System.nanoTime());

  abstract ArtifactStore store();

  @Test
  void bytes_come_back_after_they_were_published_and_not_before() throws Exception {
    byte[] bytes = bytes(1000);
    String sha256 = Sha256.of(bytes);

    try (ArtifactStore.Upload upload = store().receive(sha256, new ByteArrayInputStream(bytes))) {
      assertThat(upload.sizeBytes()).isEqualTo(1000);
      assertThat(store().contains(sha256)).isFalse();
      assertThat(store().open(sha256)).isEmpty();
      upload.publish();
    }

    assertThat(store().contains(sha256)).isTrue();
    assertThat(read(sha256)).isEqualTo(bytes);
  }

  @Test
  void large_artifacts_and_empty_ones_are_artifacts() throws Exception {
    for (int size : new int[] {0, S3Upload.PART_BYTES, 2 * S3Upload.PART_BYTES + 12_345}) {
      byte[] bytes = bytes(size);
      assertThat(read(publish(bytes))).hasSize(size).isEqualTo(bytes);
    }
  }

  @Test
  void an_upload_that_is_closed_unpublished_leaves_nothing() throws Exception {
    byte[] bytes = bytes(100);
    String sha256 = Sha256.of(bytes);

    store().receive(sha256, new ByteArrayInputStream(bytes)).close();

    assertThat(store().contains(sha256)).isFalse();
    assertThat(store().dropUnfinished(SINCE_TOMORROW)).isZero();
  }

  @Test
  void other_bytes_than_the_hash_says_leave_nothing() throws Exception {
    String sha256 = Sha256.of(bytes(100));

    assertThatThrownBy(() -> store().receive(sha256, new ByteArrayInputStream(bytes(100))))
        .isInstanceOf(HashMismatch.class)
        .hasMessageContaining(sha256);

    assertThat(store().contains(sha256)).isFalse();
    assertThat(store().dropUnfinished(SINCE_TOMORROW)).isZero();
  }

  @Test
  void a_connection_that_breaks_leaves_nothing() throws Exception {
    byte[] half = bytes(S3Upload.PART_BYTES + 10);
    String sha256 = Sha256.of(half);
    var breaking = new SequenceInputStream(new ByteArrayInputStream(half), new Broken());

    assertThatThrownBy(() -> store().receive(sha256, breaking))
        .isInstanceOf(IOException.class)
        .hasMessage(Broken.MESSAGE);

    assertThat(store().contains(sha256)).isFalse();
    assertThat(store().dropUnfinished(SINCE_TOMORROW)).isZero();
  }

  @Test
  void the_same_artifact_can_be_published_twice() throws Exception {
    byte[] bytes = bytes(100);

    assertThat(publish(bytes)).isEqualTo(publish(bytes));

    assertThat(read(Sha256.of(bytes))).isEqualTo(bytes);
  }

  @Test
  void what_was_deleted_is_gone_and_can_be_deleted_again() throws Exception {
    String sha256 = publish(bytes(100));

    store().delete(sha256);
    store().delete(sha256);

    assertThat(store().contains(sha256)).isFalse();
    assertThat(store().open(sha256)).isEmpty();
  }

  @Test
  void names_that_are_no_hash_are_refused() {
    for (String name : new String[] {"../../etc/passwd", "A".repeat(64), "", "0".repeat(63)}) {
      assertThatThrownBy(() -> store().open(name)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> store().receive(name, new Broken()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void published_artifacts_are_listed_by_age() throws Exception {
    String one = publish(bytes(10));
    String other = publish(bytes(10));
    byte[] pending = bytes(10);

    try (var upload = store().receive(Sha256.of(pending), new ByteArrayInputStream(pending))) {
      assertThat(olderThan(SINCE_TOMORROW))
          .contains(one, other)
          .doesNotContain(Sha256.of(pending))
          .doesNotHaveDuplicates();
      assertThat(olderThan(LONG_AGO)).doesNotContain(one, other);
    }
  }

  @Test
  void what_a_killed_server_left_is_dropped_when_it_is_old_enough() throws Exception {
    byte[] bytes = bytes(100);
    store().receive(Sha256.of(bytes), new ByteArrayInputStream(bytes)); // and never closed

    assertThat(store().dropUnfinished(LONG_AGO)).isZero();
    assertThat(store().dropUnfinished(SINCE_TOMORROW)).isEqualTo(1);
    assertThat(store().dropUnfinished(SINCE_TOMORROW)).isZero();
  }

  @Test
  void a_store_that_was_never_used_is_empty() throws Exception {
    assertThat(olderThan(LONG_AGO)).isEmpty();
    assertThat(store().dropUnfinished(LONG_AGO)).isZero();
    assertThat(store().open("0".repeat(64))).isEmpty();
  }

  final String publish(byte[] bytes) throws IOException {
    String sha256 = Sha256.of(bytes);
    try (ArtifactStore.Upload upload = store().receive(sha256, new ByteArrayInputStream(bytes))) {
      upload.publish();
    }
    return sha256;
  }

  final byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] read(String sha256) throws IOException {
    try (InputStream in = store().open(sha256).orElseThrow()) {
      return in.readAllBytes();
    }
  }

  private List<String> olderThan(Duration age) throws IOException {
    var found = new ArrayList<String>();
    store().eachOlderThan(age, found::add);
    return found;
  }

  private static final class Broken extends InputStream {
    static final String MESSAGE = "the connection is gone";

    @Override
    public int read() throws IOException {
      throw new IOException(MESSAGE);
    }
  }
}
