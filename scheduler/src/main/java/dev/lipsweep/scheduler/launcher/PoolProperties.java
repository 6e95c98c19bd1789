package dev.lipsweep.scheduler.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Workers on a cluster, whichever engine runs it.
 *
 * @param name tells this server's jobs from others': letters, digits and dashes
 * @param least workers also when nothing is queued
 * @param most workers at any time
 * @param serverUrl where workers reach the server; null for its own address and port
 * @param tokenFile a file with a worker's token where the workers run, readable by their user only;
 *     null for {@code worker.token} in the server's home
 * @param idleExit how long a worker without trials stays
 * @param arguments of {@code lipsweep worker}, further ones
 * @param look time between two looks at demand and jobs
 * @param firstBackoff rest after a failure; doubles with every further one
 * @param longestBackoff a worker that lived for longer than this did not fail
 */
@ConfigurationProperties("lipsweep.pool")
public record PoolProperties(
    @DefaultValue("lipsweep") String name,
    @DefaultValue("0") int least,
    @DefaultValue("8") int most,
    @Nullable URI serverUrl,
    @Nullable Path tokenFile,
    @DefaultValue("5m") Duration idleExit,
    @DefaultValue List<String> arguments,
    @DefaultValue("10s") Duration look,
    @DefaultValue("10s") Duration firstBackoff,
    @DefaultValue("10m") Duration longestBackoff) {
  public PoolProperties {
    arguments = List.copyOf(arguments);
    // it becomes part of job names, labels and command lines
    if (!name.matches("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?")) {
      throw new IllegalArgumentException(
          "lipsweep.pool.name '%s': give up to 40 lower-case letters, digits and dashes"
              .formatted(name));
    }
    if (least < 0 || most < Math.max(1, least)) {
      throw new IllegalArgumentException(
          "lipsweep.pool.least %d and most %d: give 0 <= least <= most and 1 <= most"
              .formatted(least, most));
    }
  }
}
