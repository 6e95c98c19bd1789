package dev.lipsweep.domain.baseline;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a check found on one configuration.
 *
 * @param label the parameters that tell it from the sweep's others
 * @param pairs pairs of completed trials of the same seed
 * @param identical pairs that measured the same to the last bit
 * @param accuracy null without a pair
 * @param bound null without a pair whose bounds are both finite
 * @param notes what numbers do not say, such as a seed that diverged
 */
public record ConfigurationFinding(
    String hash,
    String label,
    Map<String, Object> parameters,
    Finding finding,
    int pairs,
    int identical,
    @Nullable Effect accuracy,
    @Nullable Effect bound,
    List<String> notes) {}
