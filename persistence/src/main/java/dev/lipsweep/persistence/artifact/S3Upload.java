package dev.lipsweep.persistence.artifact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** A multipart upload: sent part by part, seen when completed, gone when aborted. */
final class S3Upload implements ArtifactStore.Upload {
  /** With the 10,000 parts that S3 allows, enough for 80 GiB. */
  static final int PART_BYTES = 8 << 20;

  private static final int MOST_PARTS = 10_000;

  private final S3ArtifactStore store;
  private final S3Client s3;
  private final String bucket;
  private final String key;
  private final String id;
  private final List<CompletedPart> parts = new ArrayList<>();
  private long sizeBytes;
  private boolean completed;

  S3Upload(S3ArtifactStore store, S3Client s3, String bucket, String key, String id) {
    this.store = store;
    this.s3 = s3;
    this.bucket = bucket;
    this.key = key;
    this.id = id;
  }

  /** An empty artifact is one empty part: an upload has to have one. */
  void send(InputStream bytes, MessageDigest digest) throws IOException {
    byte[] part = new byte[PART_BYTES];
    int length = bytes.readNBytes(part, 0, PART_BYTES);
    do {
      digest.update(part, 0, length);
      sizeBytes += length;
      send(part, length);
      length = length < PART_BYTES ? 0 : bytes.readNBytes(part, 0, PART_BYTES);
    } while (length > 0);
  }

  private void send(byte[] part, int length) throws IOException {
    int number = parts.size() + 1;
    if (number > MOST_PARTS) {
      throw new IOException(
          "an artifact in S3 has at most %d GiB".formatted(MOST_PARTS * (long) PART_BYTES >> 30));
    }
    // not fromBytes, which would copy the part
    var body =
        RequestBody.fromContentProvider(
            () -> new ByteArrayInputStream(part, 0, length), length, "application/octet-stream");
    String tag =
        store.call(
            () ->
                s3.uploadPart(
                        b ->
                            b.bucket(bucket)
                                .key(key)
                                .uploadId(id)
                                .partNumber(number)
                                .contentMD5(md5(part, length)),
                        body)
                    .eTag());
    parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public void publish() {
    store.call(
        () ->
            s3.completeMultipartUpload(
                b -> b.bucket(bucket).key(key).uploadId(id).multipartUpload(m -> m.parts(parts))));
    completed = true;
  }

  @Override
  public void close() {
    if (!completed) {
      store.call(() -> s3.abortMultipartUpload(b -> b.bucket(bucket).key(key).uploadId(id)));
    }
  }

  /** Closes because of {@code e}, which stays the exception to be told about. */
  void closeAfter(Exception e) {
    try {
      close();
    } catch (RuntimeException again) {
      e.addSuppressed(again);
    }
  }

  /** The service checks what arrives by it; not for security. */
  private static String md5(byte[] part, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      digest.update(ByteBuffer.wrap(part, 0, length));
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
