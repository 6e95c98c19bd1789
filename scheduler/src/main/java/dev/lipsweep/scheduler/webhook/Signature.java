package dev.lipsweep.scheduler.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves that a body comes from this server and when it was sent: HMAC-SHA256, with the webhook's
 * secret as the key, of the time in seconds, a dot and the body. A receiver computes the same,
 * compares, and refuses what is older than a few minutes.
 */
public final class Signature {
  public static final String HEADER = "Lipsweep-Signature";

  private Signature() {}

  /** Such as {@code t=1782086400,v1=5f3c...}. */
  public static String of(String secret, Instant at, String body) {
    long seconds = at.getEpochSecond();
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] sum = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
      return "t=%d,v1=%s".formatted(seconds, HexFormat.of().formatHex(sum));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
