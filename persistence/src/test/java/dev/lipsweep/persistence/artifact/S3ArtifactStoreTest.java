package dev.lipsweep.persistence.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

class S3ArtifactStoreTest extends ArtifactStoreContract {
  private static @TempDir Path folder;
  private static S3Server server;
  private static S3Client client;

  private S3ArtifactStore store;

  @BeforeAll
  static void start() throws Exception {
    server = new S3Server(folder);
    client = server.client();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @BeforeEach
  void emptyBucket() {
    String bucket = "lipsweep-" + UUID.randomUUID();
    client.createBucket(b -> b.bucket(bucket));
    store = new S3ArtifactStore(client, bucket, "some/prefix/");
  }

  @Override
  ArtifactStore store() {
    return store;
  }

  @Test
  void two_prefixes_of_one_bucket_do_not_see_each_other() throws Exception {
    String bucket = "lipsweep-" + UUID.randomUUID();
    client.createBucket(b -> b.bucket(bucket));
    var ours = new S3ArtifactStore(client, bucket, "ours/");
    var theirs = new S3ArtifactStore(client, bucket, "theirs/");
    store = ours;

    String sha256 = publish(bytes(10));

    assertThat(ours.contains(sha256)).isTrue();
    assertThat(theirs.contains(sha256)).isFalse();
  }

  @Test
  void a_bucket_that_is_not_there_is_the_stores_fault_and_worth_another_try() {
    var missing = new S3ArtifactStore(client, "no-such-bucket", "");

    assertThatThrownBy(() -> missing.eachOlderThan(Duration.ZERO, name -> {}))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("s3://no-such-bucket/");
  }

  @Test
  void credentials_come_from_the_usual_chain_and_appear_in_no_message() {
    System.setProperty("aws.accessKeyId", S3Server.ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", S3Server.SECRET_KEY);
    try (var opened = open(server.endpoint())) {
      assertThat(opened.contains("0".repeat(64))).isFalse();
      assertThatThrownBy(() -> opened.eachOlderThan(Duration.ZERO, name -> {}))
          .isInstanceOf(StoreUnavailable.class)
          .message()
          .doesNotContain(S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
    } finally {
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
  }

  private static S3ArtifactStore open(URI endpoint) {
    return S3ArtifactStore.open(
        new BucketProperties("not-created", endpoint, null, "lipsweep/", true));
  }
}
