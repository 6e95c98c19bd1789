package dev.lipsweep.api.definition;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The value of an unquoted word: the core schema of YAML 1.2, of which JSON's is a part. */
final class PlainScalar {
  /** Nobody writes longer numbers, and parsing a million digits takes seconds. */
  private static final int LONGEST_NUMBER = 100;

  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern OTHER_BASE = Pattern.compile("0o[0-7]+|0x[0-9a-fA-F]+");
  private static final Pattern REAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private PlainScalar() {}

  static @Nullable Object read(String text) {
    return switch (text) {
      case "", "~", "null", "Null", "NULL" -> null;
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> Double.POSITIVE_INFINITY;
      case "-.inf", "-.Inf", "-.INF" -> Double.NEGATIVE_INFINITY;
      case ".nan", ".NaN", ".NAN" -> Double.NaN;
      default -> text.length() > LONGEST_NUMBER ? text : numberOrText(text);
    };
  }

  private static Object numberOrText(String text) {
    if (WHOLE.matcher(text).matches()) {
      return whole(new BigInteger(text));
    }
    if (OTHER_BASE.matcher(text).matches()) {
      return whole(new BigInteger(text.substring(2), text.charAt(1) == 'x' ? 16 : 8));
    }
    return REAL.matcher(text).matches() ? real(text) : text;
  }

  private static Number whole(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }

  /** 1e400 stays what was written, so that the error message can show it. */
  private static Number real(String text) {
    double number = Double.parseDouble(text);
    if (Double.isFinite(number)) {
      return number;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException exponentTooLarge) {
      return number;
    }
  }
}
