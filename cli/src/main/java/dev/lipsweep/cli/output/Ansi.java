package dev.lipsweep.cli.output;

/** Colours of a terminal, or none. */
public record Ansi(boolean colours) {
  public String bold(String text) {
    return in("1", text);
  }

  public String good(String text) {
    return in("32", text);
  }

  public String bad(String text) {
    return in("31", text);
  }

  public String faint(String text) {
    return in("2", text);
  }

  private String in(String code, String text) {
    return colours ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
  }
}
