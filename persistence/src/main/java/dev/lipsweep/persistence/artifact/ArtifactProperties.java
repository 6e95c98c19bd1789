package dev.lipsweep.persistence.artifact;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where artifacts are kept and for how long.
 *
 * @param folder holds the bytes
 * @param grace how old an artifact has to be before it can count as left behind
 */
@ConfigurationProperties("lipsweep.artifacts")
public record ArtifactProperties(
    @DefaultValue("${LIPSWEEP_HOME:${user.home}/.lipsweep}/artifacts") Path folder,
    @DefaultValue("10m") Duration grace) {}
