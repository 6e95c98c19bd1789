package dev.lipsweep.scheduler.webhook;

import dev.lipsweep.persistence.webhook.Outbox;
import dev.lipsweep.persistence.webhook.Outbox.Letter;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Empties the outbox, several receivers at a time. An answer from 200 to 299 is an arrival;
 * redirections are not followed, because what is signed is for the address that was registered.
 */
@Component
public class SendWebhooks {
  private static final Logger LOG = LoggerFactory.getLogger(SendWebhooks.class);
  private static final int AT_ONCE = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Outbox outbox;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  SendWebhooks(Outbox outbox) {
    this.outbox = outbox;
  }

  @PreDestroy
  void close() {
    http.shutdownNow();
  }

  /** Sends what is due; returns how many were tried. */
  public int runOnce() {
    int tried = 0;
    for (List<Letter> due = outbox.take(AT_ONCE); !due.isEmpty(); due = outbox.take(AT_ONCE)) {
      var sent = new ArrayList<CompletableFuture<Void>>();
      due.forEach(letter -> sent.add(send(letter)));
      sent.forEach(CompletableFuture::join);
      tried += due.size();
    }
    return tried;
  }

  /** Forgets what was told longer ago than this. */
  public void deleteOlderThan(Duration age) {
    outbox.deleteOlderThan(age);
  }

  private CompletableFuture<Void> send(Letter letter) {
    return http.sendAsync(request(letter), BodyHandlers.discarding())
        .handle(
            (response, error) -> {
              if (error != null) {
                failed(letter, null, reason(error));
              } else if (response.statusCode() / 100 == 2) {
                outbox.delivered(letter.id(), response.statusCode());
              } else {
                failed(letter, response.statusCode(), "answered " + response.statusCode());
              }
              return null;
            });
  }

  private static HttpRequest request(Letter letter) {
    return HttpRequest.newBuilder(URI.create(letter.url()))
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .header("User-Agent", "lipsweep")
        .header("Lipsweep-Delivery", letter.id().toString())
        .header("Lipsweep-Attempt", Integer.toString(letter.attempt()))
        .header(Signature.HEADER, Signature.of(letter.secret(), Instant.now(), letter.payload()))
        .POST(BodyPublishers.ofString(letter.payload()))
        .build();
  }

  private void failed(
      Letter letter, @org.jspecify.annotations.Nullable Integer status, String reason) {
    outbox.failed(letter, status, reason);
    if (letter.attempt() >= Outbox.MOST_ATTEMPTS) {
      LOG.warn(
          "webhook {} was not reached in {} tries: {}", letter.url(), letter.attempt(), reason);
    }
  }

  private static String reason(Throwable error) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    return cause instanceof IOException && cause.getMessage() != null
        ? cause.getClass().getSimpleName() + ": " + cause.getMessage()
        : cause.toString();
  }
}
