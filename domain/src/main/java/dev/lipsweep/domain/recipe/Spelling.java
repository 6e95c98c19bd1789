package dev.lipsweep.domain.recipe;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** How far apart two words are, to suggest what was meant. */
public final class Spelling {
  private Spelling() {}

  /** The one of {@code known} that is nearest to a misspelt word, for "did you mean". */
  public static Optional<String> nearest(Collection<String> known, String misspelt) {
    return known.stream().min(Comparator.comparingInt(word -> distance(word, misspelt)));
  }

  /**
   * Levenshtein's distance without regard to case, underscores and hyphens: {@code sigma_max} is
   * {@code sigmaMax}.
   */
  static int distance(String a, String b) {
    String x = plain(a);
    String y = plain(b);
    int[] row = new int[y.length() + 1];
    for (int j = 0; j <= y.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= x.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= y.length(); j++) {
        int substitute = diagonal + (x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitute, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[y.length()];
  }

  private static String plain(String word) {
    return word.toLowerCase(java.util.Locale.ROOT).replace("_", "").replace("-", "");
  }
}
