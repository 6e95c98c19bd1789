package dev.lipsweep.persistence;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where a server keeps its files.
 *
 * @param home a folder, also from LIPSWEEP_HOME; null for {@code ~/.lipsweep}
 */
@ConfigurationProperties("lipsweep")
public record HomeProperties(@Nullable Path home) {
  public Path directory() {
    return home == null ? Path.of(System.getProperty("user.home"), ".lipsweep") : home;
  }
}
