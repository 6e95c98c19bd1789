package dev.lipsweep.it.browser;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;

/** Tokens with fewer rights than the admin's, made and revoked as an admin would. */
final class Tokens {
  private static final String SEND =
      """
      async ({ admin, method, path, body }) => {
        const response = await fetch('/api/v1/tokens' + path, {
          method,
          body,
          headers: { Authorization: `Bearer ${admin}`, 'Content-Type': 'application/json' },
        });
        return response.status === 204 ? '' : response.text();
      }
      """;

  private Tokens() {}

  /** A new token: {@code id} and {@code token}. */
  static Map<String, String> create(Page page, String admin, String... scopes) {
    var json = new tools.jackson.databind.json.JsonMapper();
    String body =
        json.writeValueAsString(
            Map.of("name", "for " + String.join(" and ", scopes), "scopes", List.of(scopes)));
    var made =
        json.readTree(
            (String)
                page.evaluate(
                    SEND, Map.of("admin", admin, "method", "POST", "path", "", "body", body)));
    return Map.of("id", made.get("id").asString(), "token", made.get("token").asString());
  }

  static void revoke(Page page, String admin, String id) {
    page.evaluate(SEND, Map.of("admin", admin, "method", "DELETE", "path", "/" + id));
  }
}
