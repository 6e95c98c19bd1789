package dev.lipsweep.persistence;

import java.security.SecureRandom;
import java.util.UUID;

/**
 * Ids that sort by time (RFC 9562, version 7): 48 bits of milliseconds, 12 bits that count within
 * one, 62 random bits. Made here because PostgreSQL has uuidv7() only from 18 on.
 */
public final class UuidV7 {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int COUNTER_BITS = 12;
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  /** Milliseconds and counter as one number: if a millisecond overflows, ids run ahead of it. */
  private static long last;

  private UuidV7() {}

  /** An id that is larger than every one this process made before. */
  public static UUID next() {
    long stamp = nextStamp();
    long millis = stamp >>> COUNTER_BITS;
    long counter = stamp & ((1L << COUNTER_BITS) - 1);
    return new UUID(millis << 16 | VERSION_7 | counter, VARIANT | RANDOM.nextLong() >>> 2);
  }

  private static synchronized long nextStamp() {
    last = Math.max(last + 1, System.currentTimeMillis() << COUNTER_BITS);
    return last;
  }
}
