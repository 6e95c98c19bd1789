package dev.lipsweep.api.trial;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lipsweep.persistence.trial.Trial;
import java.util.Map;

/**
 * One trial with what it measured.
 *
 * @param measures by name, such as {@code activation/logits}; a name that starts with {@code
 *     alarm/} says by which factor something measured lay above a certified bound
 * @param provenance how its result was made: code and engine versions, device, threads, data
 */
record TrialView(
    @JsonUnwrapped Trial trial, Map<String, Double> measures, Map<String, String> provenance) {}
