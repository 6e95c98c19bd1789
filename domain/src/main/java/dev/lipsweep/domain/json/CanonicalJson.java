package dev.lipsweep.domain.json;

import dev.lipsweep.domain.digest.Sha256;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON in one fixed form: keys sorted, no white space, numbers by value. 4, 4.0 and 4e0 are written
 * alike, so that they are one configuration. The spirit is RFC 8785 (JCS); the number form is
 * Java's shortest decimal without exponent.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  /** The text of a tree of maps, collections, strings, finite numbers, booleans and nulls. */
  public static String write(@Nullable Object tree) {
    var out = new StringBuilder();
    append(out, tree);
    return out.toString();
  }

  /** SHA-256 of the canonical text, as 64 hexadecimal digits. */
  public static String sha256(@Nullable Object tree) {
    return Sha256.of(write(tree).getBytes(StandardCharsets.UTF_8));
  }

  private static void append(StringBuilder out, @Nullable Object tree) {
    switch (tree) {
      case null -> out.append("null");
      case Boolean b -> out.append(b);
      case Number n -> out.append(number(n));
      case Map<?, ?> map -> appendMap(out, map);
      case Collection<?> list -> appendList(out, list);
      default -> appendString(out, tree.toString());
    }
  }

  private static String number(Number n) {
    if (n instanceof Double d && !Double.isFinite(d)) {
      throw new IllegalArgumentException("JSON has no " + d);
    }
    var decimal = new BigDecimal(n.toString());
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }

  private static void appendMap(StringBuilder out, Map<?, ?> map) {
    var sorted = new TreeMap<String, @Nullable Object>();
    map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
    char separator = '{';
    for (var entry : sorted.entrySet()) {
      out.append(separator);
      appendString(out, entry.getKey());
      out.append(':');
      append(out, entry.getValue());
      separator = ',';
    }
    out.append(sorted.isEmpty() ? "{}" : "}");
  }

  private static void appendList(StringBuilder out, Collection<?> list) {
    char separator = '[';
    for (Object item : list) {
      out.append(separator);
      append(out, item);
      separator = ',';
    }
    out.append(list.isEmpty() ? "[]" : "]");
  }

  private static void appendString(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
