package dev.lipsweep.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(30)
class EventsTest {
  private static final String DEFINITION =
      """
      name: events
      recipe: text-tiny
      optimizer: muon
      constraint: none
      learningRate: 0.1
      """;

  private final Api api = TestServer.admin();

  @Test
  void changes_arrive_and_a_reader_resumes_where_it_was() throws Exception {
    String sweep = api.yaml("/api/v1/sweeps", DEFINITION).expect(201).json().get("id").asString();
    String seen;
    try (Events live = new Events("/api/v1/events?sweep=" + sweep)) {
      api.post("/api/v1/sweeps/" + sweep + "/pause", "").expect(200);
      Event paused = live.next(e -> e.isSweep("PAUSED"));
      assertThat(paused.data().get("name").asString()).isEqualTo("events");
      seen = paused.id();
    }
    api.post("/api/v1/sweeps/" + sweep + "/cancel", "").expect(200);
    try (Events resumed = new Events("/api/v1/events?sweep=" + sweep, "Last-Event-ID", seen)) {
      Event cancelled = resumed.next(e -> e.isSweep("CANCELLED"));
      assertThat(Long.parseLong(cancelled.id())).isGreaterThan(Long.parseLong(seen));
      assertThat(resumed.ids()).doesNotContain(seen).doesNotHaveDuplicates();
    }
  }

  @Test
  void a_reader_of_one_sweep_hears_nothing_of_another() throws Exception {
    String mine = api.yaml("/api/v1/sweeps", DEFINITION).expect(201).json().get("id").asString();
    String other = api.yaml("/api/v1/sweeps", DEFINITION).expect(201).json().get("id").asString();
    try (Events live = new Events("/api/v1/events?sweep=" + mine)) {
      api.post("/api/v1/sweeps/" + other + "/cancel", "").expect(200);
      api.post("/api/v1/sweeps/" + mine + "/cancel", "").expect(200);
      live.next(e -> e.isSweep("CANCELLED"));
      assertThat(live.all())
          .allSatisfy(e -> assertThat(e.data().toString()).contains(mine).doesNotContain(other));
    }
  }

  @Test
  void a_wrong_number_or_sweep_is_refused_before_the_stream_begins() {
    api.get("/api/v1/events", "Last-Event-ID", "yesterday").expect(400);
    api.get("/api/v1/events?sweep=nobody").expect(404);
  }

  private record Event(String id, String name, JsonNode data) {
    boolean isSweep(String state) {
      return name.equals("sweep") && data.get("state").asString().equals(state);
    }
  }

  /** Reads a stream as the specification says. */
  private final class Events implements AutoCloseable {
    private final BufferedReader in;
    private final List<Event> all = new ArrayList<>();

    Events(String path, String... headers) throws IOException {
      in =
          new BufferedReader(
              new InputStreamReader(api.stream(path, headers), StandardCharsets.UTF_8));
      assertThat(in.readLine()).startsWith(":"); // the first comment: subscribed from here on
    }

    Event next(Predicate<Event> wanted) throws IOException {
      String id = "";
      String name = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          name = line.substring(7);
        } else if (line.startsWith("data: ")) {
          var event = new Event(id, name, Api.JSON.readTree(line.substring(6)));
          all.add(event);
          if (wanted.test(event)) {
            return event;
          }
        }
      }
      throw new AssertionError("the stream ended");
    }

    List<Event> all() {
      return all;
    }

    List<String> ids() {
      return all.stream().map(Event::id).toList();
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
