package dev.lipsweep.persistence.artifact;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where artifacts are kept and for how long.
 *
 * @param folder holds the bytes; null for {@code artifacts} in the server's home. Does not matter
 *     if there is a bucket
 * @param grace how old an artifact has to be before it can count as left behind
 * @param spare room that a folder leaves free, for the database that usually shares the disk
 */
@ConfigurationProperties("lipsweep.artifacts")
public record ArtifactProperties(
    @Nullable Path folder,
    @DefaultValue("10m") Duration grace,
    @DefaultValue("64MB") DataSize spare) {}
