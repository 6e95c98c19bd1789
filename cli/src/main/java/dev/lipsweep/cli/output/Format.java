package dev.lipsweep.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Values as people read them. What is not there is a hyphen. */
public final class Format {
  private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private Format() {}

  /** A share as a percentage with one digit. */
  public static String percent(@Nullable Double share) {
    return share == null ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  public static String decimals(@Nullable Double value, int digits) {
    return value == null ? "-" : String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** A number or a word of a configuration, as short as it can be. */
  public static String value(@Nullable Object value) {
    if (value instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e15) {
      return Long.toString(d.longValue());
    }
    return value == null ? "-" : value.toString();
  }

  /** The state in words for sentences: {@code STOPPED_EARLY} is "stopped early". */
  public static String words(String state) {
    return state.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Seconds as "45 s", "3 min 20 s" or "2 h 5 min". */
  public static String seconds(@Nullable Double seconds) {
    if (seconds == null) {
      return "-";
    }
    Duration duration = Duration.ofSeconds(Math.round(seconds));
    if (duration.toHours() > 0) {
      return "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart());
    }
    return duration.toMinutes() > 0
        ? "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart())
        : "%d s".formatted(duration.toSeconds());
  }

  /** A time in this machine's zone. */
  public static String time(@Nullable Instant time) {
    return time == null ? "-" : LOCAL.format(time.atZone(ZoneId.systemDefault()));
  }

  /** A configuration in short: the method, then what usually differs. */
  public static String method(Map<String, Object> parameters) {
    return method(parameters, Telling.among(List.of(parameters)));
  }

  /**
   * A configuration in short.
   *
   * @param telling what to say of it, see {@link Telling#among}
   */
  public static String method(Map<String, Object> parameters, List<String> telling) {
    var words = new StringJoiner(" ");
    for (String name : telling) {
      if (parameters.containsKey(name)) {
        String value = value(parameters.get(name));
        words.add(Telling.METHOD.contains(name) ? value : name + "=" + value);
      }
    }
    return words.toString();
  }
}
