package dev.lipsweep.domain.recipe;

import java.util.Set;

/**
 * When a parameter matters: only while another parameter has one of these values. A parameter that
 * does not matter is dropped from a configuration, so that it cannot make two equal configurations
 * look different.
 */
public record Relevance(String parameter, Set<String> values) {
  public Relevance {
    values = Set.copyOf(values);
  }

  public static Relevance when(String parameter, String... values) {
    return new Relevance(parameter, Set.of(values));
  }
}
