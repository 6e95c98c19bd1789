package dev.lipsweep.persistence.artifact;

import dev.lipsweep.domain.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Artifacts as objects {@code <prefix>ab/abcd...} of an S3 bucket. Bytes go through in parts: an
 * upload occupies one part of memory however large it is, and a multipart upload that is not
 * completed is not to be seen.
 */
public final class S3ArtifactStore implements ArtifactStore, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(S3ArtifactStore.class);

  /** Each holds a part in memory; more wait. */
  private static final int UPLOADS_AT_ONCE = 16;

  /** How several services say that they have no room, or not for us. */
  private static final Set<String> FULL =
      Set.of("XMinioStorageFull", "XMinioAdminBucketQuotaExceeded", "QuotaExceeded", "StorageFull");

  private static final int INSUFFICIENT_STORAGE = 507;
  private static final int NOT_FOUND = 404;

  private final S3Client s3;
  private final String bucket;
  private final String prefix;
  private final Semaphore uploads = new Semaphore(UPLOADS_AT_ONCE);

  S3ArtifactStore(S3Client s3, String bucket, String prefix) {
    this.s3 = s3;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /** Opens a bucket; one that does not answer yet is named in the log. */
  static S3ArtifactStore open(BucketProperties properties) {
    String bucket = String.valueOf(properties.bucket());
    var store = new S3ArtifactStore(client(properties), bucket, properties.prefix());
    try {
      store.s3.headBucket(b -> b.bucket(bucket));
    } catch (SdkException e) {
      LOG.warn("{}: {}; uploads are tried all the same", store.place(), e.getMessage());
    }
    return store;
  }

  /** Checksums beyond Content-MD5 are not asked for: many services do not know them. */
  private static S3Client client(BucketProperties properties) {
    var builder =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .forcePathStyle(properties.pathStyle())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    URI endpoint = properties.endpoint();
    String region = properties.region();
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    if (region != null || endpoint != null) {
      builder.region(region == null ? Region.US_EAST_1 : Region.of(region));
    }
    return builder.build();
  }

  @Override
  public Upload receive(String sha256, InputStream bytes) throws IOException {
    String key = key(sha256);
    try {
      uploads.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the server is stopping");
    }
    try {
      String id = call(() -> s3.createMultipartUpload(b -> b.bucket(bucket).key(key)).uploadId());
      return received(sha256, bytes, new S3Upload(this, s3, bucket, key, id));
    } finally {
      uploads.release();
    }
  }

  private static Upload received(String sha256, InputStream bytes, S3Upload upload)
      throws IOException {
    try {
      MessageDigest digest = Sha256.digest();
      upload.send(bytes, digest);
      String found = HexFormat.of().formatHex(digest.digest());
      if (!found.equals(sha256)) {
        throw new HashMismatch(sha256, found);
      }
      return upload;
    } catch (IOException | RuntimeException e) {
      upload.closeAfter(e);
      throw e;
    }
  }

  @Override
  public boolean contains(String sha256) {
    String key = key(sha256);
    return call(() -> found(() -> s3.headObject(b -> b.bucket(bucket).key(key)))).isPresent();
  }

  @Override
  public Optional<InputStream> open(String sha256) {
    String key = key(sha256);
    return call(() -> found(() -> s3.getObject(b -> b.bucket(bucket).key(key))));
  }

  @Override
  public void delete(String sha256) {
    String key = key(sha256);
    call(() -> s3.deleteObject(b -> b.bucket(bucket).key(key)));
  }

  @Override
  public void eachOlderThan(Duration age, Consumer<String> sha256) {
    Instant before = Instant.now().minus(age);
    call(
        () -> {
          for (S3Object object :
              s3.listObjectsV2Paginator(b -> b.bucket(bucket).prefix(prefix)).contents()) {
            String name = object.key().substring(object.key().lastIndexOf('/') + 1);
            if (!object.lastModified().isAfter(before) && SHA256.matcher(name).matches()) {
              sha256.accept(name);
            }
          }
          return place();
        });
  }

  @Override
  public int dropUnfinished(Duration age) {
    Instant before = Instant.now().minus(age);
    List<MultipartUpload> left =
        call(
            () ->
                s3
                    .listMultipartUploadsPaginator(b -> b.bucket(bucket).prefix(prefix))
                    .uploads()
                    .stream()
                    .filter(u -> u.key().startsWith(prefix) && !u.initiated().isAfter(before))
                    .toList());
    for (MultipartUpload upload : left) {
      call(
          () ->
              s3.abortMultipartUpload(
                  b -> b.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
    }
    return left.size();
  }

  @Override
  public String place() {
    return "s3://%s/%s".formatted(bucket, prefix);
  }

  @Override
  public void close() {
    s3.close();
  }

  /** Turns the client's exceptions into ours. */
  <T> T call(Supplier<T> request) {
    try {
      return request.get();
    } catch (S3Exception e) {
      AwsErrorDetails details = e.awsErrorDetails();
      boolean full = details != null && FULL.contains(details.errorCode());
      if (full || e.statusCode() == INSUFFICIENT_STORAGE) {
        throw new StoreFull(place(), String.valueOf(e.getMessage()), e);
      }
      throw new StoreUnavailable(place(), e);
    } catch (SdkException e) {
      throw new StoreUnavailable(place(), e);
    }
  }

  private static <T> Optional<T> found(Supplier<? extends T> request) {
    try {
      return Optional.of(request.get());
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private String key(String sha256) {
    return prefix + ArtifactStore.name(sha256);
  }
}
