package dev.lipsweep.persistence.artifact;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An S3 bucket for artifacts. Credentials are no properties: they come from where every AWS tool
 * looks for them (environment, profile, web identity, instance).
 *
 * @param bucket its name; null for a folder instead
 * @param endpoint of a service other than AWS, such as {@code https://s3.example.org}
 * @param region null for the one of the environment, or {@code us-east-1} with an endpoint
 * @param prefix put before every key, such as {@code lipsweep/}
 * @param pathStyle the bucket in the path, not in the host's name, as most other services want it
 */
@ConfigurationProperties("lipsweep.artifacts")
public record BucketProperties(
    @Nullable String bucket,
    @Nullable URI endpoint,
    @Nullable String region,
    @DefaultValue("") String prefix,
    @DefaultValue("false") boolean pathStyle) {}
