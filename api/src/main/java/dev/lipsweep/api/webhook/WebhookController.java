package dev.lipsweep.api.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lipsweep.api.Items;
import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.domain.recipe.Spelling;
import dev.lipsweep.persistence.frontier.NamedFrontier;
import dev.lipsweep.persistence.frontier.NamedFrontiers;
import dev.lipsweep.persistence.webhook.Delivery;
import dev.lipsweep.persistence.webhook.Webhook;
import dev.lipsweep.persistence.webhook.Webhooks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/webhooks")
@Tag(name = "webhooks")
class WebhookController {
  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Webhooks webhooks;
  private final NamedFrontiers frontiers;

  WebhookController(Webhooks webhooks, NamedFrontiers frontiers) {
    this.webhooks = webhooks;
    this.frontiers = frontiers;
  }

  @PostMapping
  @Operation(
      summary = "Registers an address that is told when a frontier changes",
      description =
          "The secret that signs what is sent (HMAC-SHA256, header Lipsweep-Signature) is shown this once.")
  ResponseEntity<WebhookView> register(@RequestBody NewWebhook wanted) {
    Target.require(wanted.url());
    List<String> names = wanted.frontiers() == null ? List.of() : wanted.frontiers();
    names.forEach(this::requireFrontier);
    var bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    String secret = "lwh_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Webhook made = webhooks.register(wanted.url(), names.stream().distinct().toList(), secret);
    return ResponseEntity.created(URI.create("/api/v1/webhooks/" + made.id()))
        .body(WebhookView.of(made, secret));
  }

  @GetMapping
  @Operation(summary = "Webhooks, without their secrets")
  Items<WebhookView> list() {
    return new Items<>(webhooks.all().stream().map(hook -> WebhookView.of(hook, null)).toList());
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Ends a webhook; what was still to be sent is not")
  void delete(@PathVariable UUID id) {
    if (!webhooks.delete(id)) {
      throw unknown(id);
    }
  }

  @GetMapping("/{id}/deliveries")
  @Operation(summary = "What a webhook was told, the latest first: 200 at most, of 30 days")
  Items<Delivery> deliveries(@PathVariable UUID id) {
    if (webhooks.find(id).isEmpty()) {
      throw unknown(id);
    }
    return new Items<>(webhooks.deliveries(id));
  }

  private void requireFrontier(String name) {
    if (frontiers.find(name).isEmpty()) {
      List<String> known = frontiers.all().stream().map(NamedFrontier::name).toList();
      throw ApiProblem.parameter(
          "frontiers",
          name,
          "no such frontier",
          Spelling.nearest(known, name)
              .map("did you mean '%s'?"::formatted)
              .orElse("POST /api/v1/frontiers names one"));
    }
  }

  private static ApiProblem unknown(UUID id) {
    return ApiProblem.notFound("webhook", id, "GET /api/v1/webhooks lists all");
  }

  /**
   * @param frontiers of these, by name; null or empty for all
   */
  record NewWebhook(String url, @Nullable List<String> frontiers) {}

  /**
   * @param frontiers of these, by name; empty for all
   * @param secret only in the answer that made it
   */
  record WebhookView(
      UUID id,
      String url,
      List<String> frontiers,
      Instant createdAt,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {
    static WebhookView of(Webhook webhook, @Nullable String secret) {
      return new WebhookView(
          webhook.id(), webhook.url(), webhook.frontiers(), webhook.createdAt(), secret);
    }

    @Override
    public String toString() {
      return "WebhookView[%s]".formatted(url);
    }
  }
}
