package dev.lipsweep.worker;

import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Says what the worker does: lines for people in the log, and objects for programs if asked. */
public final class Journal {
  private static final Logger log = LoggerFactory.getLogger("worker");

  private final @Nullable PrintStream out;
  private final JsonMapper json;

  /**
   * @param out gets one JSON object a line with {@code time} and {@code event}; null for none
   */
  public Journal(@Nullable PrintStream out, JsonMapper json) {
    this.out = out;
    this.json = json;
  }

  void say(String event, Map<String, ?> fields, String sentence) {
    log.info(sentence);
    if (out != null) {
      var line = new LinkedHashMap<String, Object>();
      line.put("time", Instant.now().toString());
      line.put("event", event);
      line.putAll(fields);
      synchronized (this) {
        out.println(json.writeValueAsString(line));
        out.flush();
      }
    }
  }
}
