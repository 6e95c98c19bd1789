package dev.lipsweep.domain.sweep;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Amounts of memory and time as people write them. */
public final class Amounts {
  private static final Pattern BYTES =
      Pattern.compile("(\\d{1,15})\\s*([KMGT]i?)?B?", Pattern.CASE_INSENSITIVE);
  private static final Pattern SHORT_DURATION =
      Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");
  private static final Duration LONGEST = Duration.ofDays(36_500);
  private static final int LAST_YEAR = 9999;
  private static final Map<String, Long> UNITS =
      Map.of(
          "", 1L,
          "k", 1_000L,
          "m", 1_000_000L,
          "g", 1_000_000_000L,
          "t", 1_000_000_000_000L,
          "ki", 1L << 10,
          "mi", 1L << 20,
          "gi", 1L << 30,
          "ti", 1L << 40);
  private static final List<String> BINARY = List.of("bytes", "KiB", "MiB", "GiB", "TiB");

  private Amounts() {}

  /** Bytes from such as {@code 4GiB}, {@code 512 MB} or {@code 1073741824}; at most 1 PiB. */
  public static Optional<Long> bytes(@Nullable Object given) {
    if (given == null) {
      return Optional.empty();
    }
    Matcher matcher = BYTES.matcher(given.toString().strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String unit = matcher.group(2) == null ? "" : matcher.group(2).toLowerCase(Locale.ROOT);
    long count = Long.parseLong(matcher.group(1));
    long factor = UNITS.getOrDefault(unit, 1L);
    boolean fits = count <= (1L << 50) / factor;
    return fits ? Optional.of(count * factor) : Optional.empty();
  }

  /** Such as {@code 4 GiB} or {@code 1.5 GiB}. */
  public static String text(long bytes) {
    int unit = 0;
    double value = bytes;
    while (value >= 1024 && unit < BINARY.size() - 1) {
      value /= 1024;
      unit++;
    }
    String number = String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
    return number + " " + BINARY.get(unit);
  }

  /**
   * A time above 0 from such as {@code 6h}, {@code 1d12h}, {@code 90m} or ISO {@code PT6H}; at most
   * 100 years.
   */
  public static Optional<Duration> duration(@Nullable Object given) {
    if (given == null) {
      return Optional.empty();
    }
    String text = given.toString().strip();
    Matcher matcher = SHORT_DURATION.matcher(text);
    Duration duration = matcher.matches() ? sum(matcher) : iso(text);
    boolean right = duration.isPositive() && duration.compareTo(LONGEST) <= 0;
    return right ? Optional.of(duration) : Optional.empty();
  }

  /** A moment from such as {@code 2026-11-23T06:00:00Z}. */
  public static Optional<Instant> instant(@Nullable Object given) {
    try {
      OffsetDateTime moment = OffsetDateTime.parse(String.valueOf(given).strip());
      return moment.getYear() > LAST_YEAR ? Optional.empty() : Optional.of(moment.toInstant());
    } catch (DateTimeException notAMoment) {
      return Optional.empty();
    }
  }

  private static Duration sum(Matcher parts) {
    return Duration.ofDays(number(parts.group(1)))
        .plusHours(number(parts.group(2)))
        .plusMinutes(number(parts.group(3)))
        .plusSeconds(number(parts.group(4)));
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static Duration iso(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeException notADuration) {
      return Duration.ZERO;
    }
  }
}
