package dev.lipsweep.worker.trainer;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command line as a POSIX shell does: blanks separate words, single quotes keep all,
 * double quotes keep all but the backslash, a backslash keeps the next character. Nothing is
 * expanded.
 */
public final class ShellWords {
  private ShellWords() {}

  /**
   * @throws IllegalArgumentException a quote is not closed, or the line ends in a backslash
   */
  public static List<String> split(String line) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && quote != '\'') {
        i++;
        if (i == line.length()) {
          throw new IllegalArgumentException("the line ends in a backslash: " + line);
        }
        word.append(line.charAt(i));
        inWord = true;
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        inWord = true;
      } else if (Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("a %c is not closed: %s".formatted(quote, line));
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }
}
