package dev.lipsweep.training.bench;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The command line of {@link BenchMain}. */
record Options(Set<String> parts, int rounds, int batch, boolean json, boolean help) {

  /**
   * @throws IllegalArgumentException with what is wrong and what would be right
   */
  static Options of(List<String> arguments, Set<String> allParts) {
    Set<String> parts = allParts;
    int rounds = 5;
    int batch = 8;
    boolean json = false;
    boolean help = false;
    for (Iterator<String> words = arguments.iterator(); words.hasNext(); ) {
      String word = words.next();
      switch (word) {
        case "--json" -> json = true;
        case "--help", "-h" -> help = true;
        case "--rounds" -> rounds = count(word, words);
        case "--batch" -> batch = count(word, words);
        case "--only" -> parts = parts(value(word, words), allParts);
        default -> throw new IllegalArgumentException("unknown option " + word);
      }
    }
    return new Options(parts, rounds, batch, json, help);
  }

  boolean has(String part) {
    return parts.contains(part);
  }

  private static String value(String option, Iterator<String> words) {
    if (!words.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return words.next();
  }

  private static int count(String option, Iterator<String> words) {
    String value = value(option, words);
    try {
      int count = Integer.parseInt(value);
      if (count >= 1) {
        return count;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(option + " needs a whole number from 1, got " + value);
  }

  private static Set<String> parts(String value, Set<String> all) {
    var parts = new TreeSet<>(Arrays.asList(value.split(",")));
    for (String part : parts) {
      if (!all.contains(part)) {
        throw new IllegalArgumentException(
            "no part '%s': there are %s".formatted(part, String.join(", ", all)));
      }
    }
    return parts;
  }
}
