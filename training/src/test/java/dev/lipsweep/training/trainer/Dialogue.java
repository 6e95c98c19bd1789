package dev.lipsweep.training.trainer;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The worker's end of the protocol: writes lines, reads events. */
final class Dialogue {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private final Writer commands;

  Dialogue(Writer commands) {
    this.commands = commands;
  }

  void heard(String line) {
    events.add(JSON.readTree(line));
  }

  void say(String line) {
    try {
      commands.write(line + "\n");
      commands.flush();
    } catch (IOException e) {
      throw new IllegalStateException("the trainer does not listen: " + line, e);
    }
  }

  void endInput() {
    try {
      commands.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Events up to the first of this type that satisfies the condition, that one last. */
  List<JsonNode> until(String type, Predicate<JsonNode> condition) {
    var heard = new ArrayList<JsonNode>();
    while (true) {
      try {
        JsonNode event = events.poll(60, TimeUnit.SECONDS);
        if (event == null) {
          throw new AssertionError("no %s within a minute after %s".formatted(type, heard));
        }
        heard.add(event);
        if (event.get("type").stringValue().equals(type) && condition.test(event)) {
          return heard;
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  List<JsonNode> until(String type) {
    return until(type, event -> true);
  }

  /** Sends a line and hears everything up to the end of its trial. */
  List<JsonNode> run(String train) {
    say(train);
    return until("Ended");
  }

  static List<JsonNode> only(List<JsonNode> events, String type) {
    return events.stream().filter(e -> e.get("type").stringValue().equals(type)).toList();
  }

  static JsonNode outcome(List<JsonNode> events) {
    return events.getLast().get("outcome");
  }

  static String outcomeType(List<JsonNode> events) {
    return outcome(events).get("type").stringValue();
  }

  /** A series over all its chunks, as "step=value". */
  static List<String> series(List<JsonNode> events, String name) {
    var points = new ArrayList<String>();
    for (JsonNode metrics : only(events, "Metrics")) {
      for (JsonNode chunk : metrics.get("chunks")) {
        if (chunk.get("series").stringValue().equals(name)) {
          for (int i = 0; i < chunk.get("steps").size(); i++) {
            points.add(chunk.get("steps").get(i) + "=" + chunk.get("values").get(i));
          }
        }
      }
    }
    return points;
  }
}
