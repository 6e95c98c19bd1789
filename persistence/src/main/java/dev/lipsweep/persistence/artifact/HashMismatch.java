package dev.lipsweep.persistence.artifact;

/** Bytes do not have the hash that they were sent under; nothing was stored. */
public final class HashMismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public HashMismatch(String expected, String found) {
    super("the bytes have SHA-256 %s, not %s; send them again".formatted(found, expected));
  }
}
