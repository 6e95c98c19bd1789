package dev.lipsweep.persistence.artifact;

import dev.lipsweep.persistence.HomeProperties;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ArtifactConfiguration {
  @Bean
  ArtifactStore artifactStore(ArtifactProperties properties, HomeProperties home) {
    Path folder = properties.folder();
    return new FolderArtifactStore(folder == null ? home.directory().resolve("artifacts") : folder);
  }
}
