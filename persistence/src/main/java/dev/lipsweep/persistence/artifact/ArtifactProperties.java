package dev.lipsweep.persistence.artifact;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where artifacts are kept and for how long.
 *
 * @param folder holds the bytes; null for {@code artifacts} in the server's home
 * @param grace how old an artifact has to be before it can count as left behind
 */
@ConfigurationProperties("lipsweep.artifacts")
public record ArtifactProperties(@Nullable Path folder, @DefaultValue("10m") Duration grace) {}
