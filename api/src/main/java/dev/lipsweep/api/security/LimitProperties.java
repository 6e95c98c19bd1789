package dev.lipsweep.api.security;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much one client may ask for. Each server counts for itself.
 *
 * @param requests requests a second of a token; ten seconds' worth may come at once
 * @param workerRequests the same for tokens of workers, which one token serves by the hundred
 * @param wrongTokens wrong tokens a minute from one address; as many may come at once
 */
@ConfigurationProperties("lipsweep.limits")
record LimitProperties(
    @DefaultValue("500") int requests,
    @DefaultValue("20000") int workerRequests,
    @DefaultValue("60") int wrongTokens) {}
