package dev.lipsweep.domain.plot;

/** Text inside XML. */
public final class Xml {
  private Xml() {}

  /** Escaped, with what XML 1.0 cannot hold replaced. */
  public static String text(String raw) {
    var out = new StringBuilder(raw.length());
    raw.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
              }
            });
    return out.toString();
  }

  private static boolean isAllowed(int c) {
    boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && !surrogate && c < 0xFFFE)
        || c > 0xFFFF;
  }
}
