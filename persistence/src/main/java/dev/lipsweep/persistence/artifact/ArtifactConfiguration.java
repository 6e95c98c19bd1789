package dev.lipsweep.persistence.artifact;

import dev.lipsweep.persistence.HomeProperties;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ArtifactConfiguration {
  /** A store that holds connections closes them with the application. */
  @Bean
  ArtifactStore artifactStore(
      ArtifactProperties properties, BucketProperties bucket, HomeProperties home) {
    if (bucket.bucket() != null && !bucket.bucket().isBlank()) {
      return S3ArtifactStore.open(bucket);
    }
    Path folder = properties.folder();
    return new FolderArtifactStore(
        folder == null ? home.directory().resolve("artifacts") : folder,
        properties.spare().toBytes());
  }
}
