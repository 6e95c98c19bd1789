package dev.lipsweep.api.template;

import java.util.stream.Collectors;

/**
 * An example of a definition.
 *
 * @param description the comment that the definition begins with
 * @param definition the text as written
 */
record Template(String name, String description, String definition) {
  static Template of(String name, String definition) {
    String description =
        definition
            .lines()
            .takeWhile(line -> line.startsWith("#"))
            .map(line -> line.substring(1).strip())
            .collect(Collectors.joining(" "));
    return new Template(name, description, definition);
  }
}
