package dev.lipsweep.api.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree of maps, lists and scalars that the domain reads, from tokens of either syntax.
 */
final class TreeReader {
  /** A definition needs five levels. */
  private static final int DEEPEST = 20;

  private final Tokens tokens;
  private final Lines lines;

  TreeReader(Tokens tokens, Lines lines) {
    this.tokens = tokens;
    this.lines = lines;
  }

  /** The one value of the document; null if there is none. */
  @Nullable Object read() {
    Token first = tokens.next();
    if (first instanceof Token.Finish) {
      return null;
    }
    Object tree = value(first, "", 0);
    Token rest = tokens.next();
    if (!(rest instanceof Token.Finish)) {
      throw new IllegalStateException("tokens after the end: " + rest + ". Indicates a bug");
    }
    return tree;
  }

  private @Nullable Object value(Token token, String path, int depth) {
    lines.put(path, token.line());
    if (depth > DEEPEST) {
      throw InvalidDefinition.at(
          shortened(path),
          token.line(),
          null,
          "nested too deeply",
          "a definition has at most %d levels".formatted(DEEPEST));
    }
    return switch (token) {
      case Token.Scalar scalar -> scalar.value();
      case Token.ListStart start -> list(path, depth);
      case Token.MapStart start -> map(path, depth);
      case Token.End end -> throw unexpected(end);
      case Token.Finish finish -> throw unexpected(finish);
    };
  }

  private List<@Nullable Object> list(String path, int depth) {
    var list = new ArrayList<@Nullable Object>();
    for (Token token = tokens.next(); !(token instanceof Token.End); token = tokens.next()) {
      list.add(value(token, path + "/" + list.size(), depth + 1));
    }
    return list;
  }

  private Map<String, @Nullable Object> map(String path, int depth) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    for (Token token = tokens.next(); !(token instanceof Token.End); token = tokens.next()) {
      if (!(token instanceof Token.Scalar key)) {
        throw InvalidDefinition.at(
            path, token.line(), null, "a key is a list or a mapping", "give a name as key");
      }
      String place = path + "/" + key.text();
      if (map.containsKey(key.text())) {
        throw InvalidDefinition.at(
            place,
            key.line(),
            key.text(),
            "the key stands here a second time, first in line " + lines.of(place),
            "keep one of the two");
      }
      lines.put(place, key.line());
      map.put(key.text(), value(tokens.next(), place, depth + 1));
    }
    return map;
  }

  private static String shortened(String path) {
    return path.length() > 60 ? path.substring(0, 60) + "..." : path;
  }

  private static IllegalStateException unexpected(Token token) {
    return new IllegalStateException("a value starts with " + token + ". Indicates a bug");
  }
}
