package dev.lipsweep.api.definition;

import org.jspecify.annotations.Nullable;

/** A piece of YAML or JSON, with its line from 1. */
sealed interface Token {
  int line();

  record MapStart(int line) implements Token {}

  record ListStart(int line) implements Token {}

  /** The end of the innermost mapping or list. */
  record End(int line) implements Token {}

  /**
   * @param text as written, without quotes: the name if it is a key
   * @param value as read: a String, Number, Boolean or null
   */
  record Scalar(int line, String text, @Nullable Object value) implements Token {}

  /** The end of the text. */
  record Finish(int line) implements Token {}
}
