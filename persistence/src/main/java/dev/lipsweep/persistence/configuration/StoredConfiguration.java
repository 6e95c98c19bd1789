package dev.lipsweep.persistence.configuration;

import java.util.Collections;
import java.util.Map;

/**
 * A configuration of any recipe, by name and value.
 *
 * @param hash its identity: the SHA-256 of its canonical JSON
 * @param parameters in the types of their recipe; not to be changed
 */
public record StoredConfiguration(String hash, Map<String, Object> parameters) {
  public StoredConfiguration {
    parameters = Collections.unmodifiableMap(parameters);
  }
}
