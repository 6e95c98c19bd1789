package dev.lipsweep.api.event;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.api.sweep.NamedSweeps;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Events as a stream. A stream holds a virtual thread, which writes and sleeps; there is nothing
 * asynchronous to get wrong.
 */
@RestController
@Tag(name = "events")
class EventController {
  private static final long HEARTBEAT_SECONDS = 15;
  private static final byte[] HEARTBEAT = ": alive\n\n".getBytes(StandardCharsets.UTF_8);

  private final EventFeed feed;
  private final NamedSweeps sweeps;

  EventController(EventFeed feed, NamedSweeps sweeps) {
    this.feed = feed;
    this.sweeps = sweeps;
  }

  @GetMapping("/api/v1/events")
  @Operation(
      summary =
          "Server-sent events sweep, trial, frontier, frontier-changed and check; Last-Event-ID resumes",
      responses =
          @ApiResponse(
              responseCode = "200",
              content =
                  @Content(mediaType = "text/event-stream", schema = @Schema(type = "string"))))
  void events(
      @RequestParam(required = false) @Nullable String sweep,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      HttpServletResponse response)
      throws IOException, InterruptedException {
    UUID id = sweep == null ? null : sweeps.get(sweep).id();
    try (Subscription subscription = feed.subscribe(id, number(lastEventId))) {
      response.setContentType("text/event-stream;charset=utf-8");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("X-Accel-Buffering", "no"); // a proxy would hold events back
      send(response.getOutputStream(), HEARTBEAT);
      while (!subscription.isClosed()) {
        LiveEvent event = subscription.next(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        send(response.getOutputStream(), event == null ? HEARTBEAT : event.bytes());
      }
    }
  }

  private static void send(OutputStream out, byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  private static @Nullable Long number(@Nullable String lastEventId) {
    if (lastEventId == null || lastEventId.isBlank()) {
      return null;
    }
    try {
      return Long.parseLong(lastEventId.strip());
    } catch (NumberFormatException e) {
      throw ApiProblem.parameter(
          "Last-Event-ID",
          lastEventId,
          "not a number of an event",
          "give the id of the last event");
    }
  }
}
