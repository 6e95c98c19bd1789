package dev.lipsweep.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.api.Api.Reply;
import dev.lipsweep.persistence.token.ApiToken;
import dev.lipsweep.persistence.token.ApiTokens;
import dev.lipsweep.persistence.token.Scope;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every endpoint that the server has, as the server itself lists them: one that is new fails here
 * until the table names it and the scopes that it takes.
 */
class EndpointsTest {
  private static final String TABLE =
      """
      GET    /api/v1/artifacts                                  read
      GET    /api/v1/artifacts/{sha256}                         read worker
      PUT    /api/v1/artifacts/{sha256}                         worker
      POST   /api/v1/attempts/{id}/checkpoint                   worker
      POST   /api/v1/attempts/{id}/completion                   worker
      POST   /api/v1/attempts/{id}/log                          worker
      POST   /api/v1/attempts/{id}/metrics                      worker
      POST   /api/v1/attempts/{id}/renewals                     worker
      GET    /api/v1/audit                                      admin
      GET    /api/v1/baselines                                  read
      POST   /api/v1/baselines                                  submit
      GET    /api/v1/baselines/{baseline}                       read
      DELETE /api/v1/baselines/{baseline}                       operate
      GET    /api/v1/baselines/{baseline}/checks                read
      POST   /api/v1/baselines/{baseline}/checks                submit
      GET    /api/v1/baselines/{baseline}/checks/{check}        read
      PUT    /api/v1/baselines/{baseline}/pin                   operate
      PUT    /api/v1/baselines/{baseline}/schedule              operate
      DELETE /api/v1/baselines/{baseline}/schedule              operate
      GET    /api/v1/events                                     read
      GET    /api/v1/frontiers                                  read
      POST   /api/v1/frontiers                                  submit
      GET    /api/v1/frontiers/{frontier}                       read
      DELETE /api/v1/frontiers/{frontier}                       operate
      GET    /api/v1/frontiers/{frontier}/choices               read
      GET    /api/v1/frontiers/{frontier}/compare               read
      GET    /api/v1/frontiers/{frontier}/definition            read
      GET    /api/v1/frontiers/{frontier}/questions             read
      GET    /api/v1/frontiers/{frontier}/scatter               read
      GET    /api/v1/frontiers/{frontier}/seeds                 read
      GET    /api/v1/frontiers/{frontier}/snapshots             read
      POST   /api/v1/frontiers/{frontier}/snapshots             submit
      GET    /api/v1/frontiers/{frontier}/snapshots/{snapshot}  read
      GET    /api/v1/frontiers/{frontier}/statistics            read
      GET    /api/v1/incidents                                  read
      GET    /api/v1/launchers                                  read
      GET    /api/v1/recipes                                    read
      GET    /api/v1/recipes/{name}                             read
      GET    /api/v1/schema/sweep.schema.json                   read
      GET    /api/v1/sweeps                                     read
      POST   /api/v1/sweeps                                     submit
      GET    /api/v1/sweeps/{sweep}                             read
      POST   /api/v1/sweeps/{sweep}/cancel                      operate
      GET    /api/v1/sweeps/{sweep}/axes                        read
      GET    /api/v1/sweeps/{sweep}/cells                       read
      GET    /api/v1/sweeps/{sweep}/definition                  read
      GET    /api/v1/sweeps/{sweep}/failures                    read
      GET    /api/v1/sweeps/{sweep}/frontier                    read
      GET    /api/v1/sweeps/{sweep}/frontier/choices            read
      GET    /api/v1/sweeps/{sweep}/frontier/compare            read
      GET    /api/v1/sweeps/{sweep}/frontier/questions          read
      GET    /api/v1/sweeps/{sweep}/frontier/scatter            read
      GET    /api/v1/sweeps/{sweep}/frontier/seeds              read
      GET    /api/v1/sweeps/{sweep}/frontier/statistics         read
      GET    /api/v1/sweeps/{sweep}/growth                      read
      GET    /api/v1/sweeps/{sweep}/importance                  read
      GET    /api/v1/sweeps/{sweep}/pace                        read
      POST   /api/v1/sweeps/{sweep}/pause                       operate
      POST   /api/v1/sweeps/{sweep}/points                      operate
      GET    /api/v1/sweeps/{sweep}/proposals                   read
      GET    /api/v1/sweeps/{sweep}/recording                   read
      POST   /api/v1/sweeps/{sweep}/resume                      operate
      POST   /api/v1/sweeps/{sweep}/retry                       operate
      GET    /api/v1/sweeps/{sweep}/sample                      read
      GET    /api/v1/sweeps/{sweep}/search                      read
      GET    /api/v1/sweeps/{sweep}/timeline                    read
      GET    /api/v1/sweeps/{sweep}/trials                      read
      GET    /api/v1/sweeps/{sweep}/trials/{number}             read
      GET    /api/v1/templates                                  read
      GET    /api/v1/token                                      read submit operate admin worker
      GET    /api/v1/tokens                                     admin
      POST   /api/v1/tokens                                     admin
      DELETE /api/v1/tokens/{id}                                admin
      GET    /api/v1/trials/{id}                                read
      GET    /api/v1/trials/{id}/attempts                       read
      POST   /api/v1/trials/{id}/audit                          read
      GET    /api/v1/trials/{id}/certificates                   read
      GET    /api/v1/trials/{id}/leases                         read
      GET    /api/v1/trials/{id}/log                            read
      GET    /api/v1/trials/{id}/metrics                        read
      GET    /api/v1/trials/{id}/seeds                          read
      GET    /api/v1/webhooks                                   admin
      POST   /api/v1/webhooks                                   admin
      DELETE /api/v1/webhooks/{id}                              admin
      GET    /api/v1/webhooks/{id}/deliveries                   admin
      GET    /api/v1/workers                                    read
      POST   /api/v1/workers                                    worker
      POST   /api/v1/workers/{id}/claims                        worker
      POST   /api/v1/workers/{id}/drain                         operate
      POST   /api/v1/workers/{id}/leave                         worker
      GET    /actuator/prometheus                               read
      """;

  /** An answer that never ends. */
  private static final String STREAM = "GET /api/v1/events";

  private static final Map<String, Set<Scope>> SCOPES = table();
  private static final Map<Scope, ApiToken.Created> TOKENS = new EnumMap<>(Scope.class);

  @BeforeAll
  static void makeTokens() {
    for (Scope scope : Scope.values()) {
      TOKENS.put(scope, create(scope.text(), Set.of(scope)));
    }
  }

  @Test
  void the_table_names_every_endpoint_and_nothing_else() {
    Set<String> named =
        SCOPES.keySet().stream()
            .filter(endpoint -> endpoint.contains("/api/"))
            .collect(Collectors.toSet());
    assertThat(endpoints()).isEqualTo(named);
  }

  @Test
  void without_a_token_every_endpoint_is_closed() {
    for (String endpoint : SCOPES.keySet()) {
      assertThat(send(TestServer.nobody(), endpoint).expect(401).problem())
          .as(endpoint)
          .isEqualTo("unauthorized");
    }
  }

  @Test
  void a_revoked_token_opens_nothing() {
    ApiTokens tokens = TestServer.bean(ApiTokens.class);
    ApiToken.Created revoked = create("revoked", Set.of(Scope.values()));
    tokens.revoke(revoked.token().id());
    int sent = 0;
    for (String endpoint : SCOPES.keySet()) {
      // so many wrong tokens are only taken from several addresses
      Api api = TestServer.from("127.0.9." + (1 + sent++ / 20), revoked.plainText());
      assertThat(send(api, endpoint).status()).as(endpoint).isEqualTo(401);
    }
  }

  @Test
  void a_scope_opens_its_own_endpoints_alone() {
    SCOPES.forEach(
        (endpoint, scopes) -> {
          for (Scope scope : Scope.values()) {
            if (scopes.contains(scope) && endpoint.equals(STREAM)) {
              continue;
            }
            int status = send(as(scope), endpoint).status();
            if (scopes.contains(scope)) {
              assertThat(status).as(endpoint + " with " + scope).isNotIn(401, 403).isLessThan(500);
            } else {
              assertThat(status).as(endpoint + " with " + scope).isEqualTo(403);
            }
          }
        });
  }

  @Test
  void no_path_leads_out_of_its_place() {
    List<String> attacks =
        List.of(
            "..",
            "..%2f..%2f..%2fetc%2fpasswd",
            "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "..%5c..%5cetc%5cpasswd",
            "..;/..;/etc/passwd",
            "%252e%252e%252fetc%252fpasswd",
            "%c0%ae%c0%ae%c0%afetc%c0%afpasswd",
            "%00",
            "%0d%0aSet-Cookie:%20a=b",
            "%27%20or%20%271%27=%271",
            "%27;drop%20table%20trial;--",
            "%24%7bjndi:ldap://127.0.0.1/a%7d",
            "x".repeat(4000));
    for (String endpoint : SCOPES.keySet()) {
      if (!endpoint.contains("{")) {
        continue;
      }
      Api api = as(SCOPES.get(endpoint).iterator().next());
      for (String attack : attacks) {
        Reply reply = send(api, endpoint.replaceFirst("\\{\\w+}", attack));
        assertThat(reply.status())
            .as("%s %s: %s", endpoint, attack, reply.text())
            .isBetween(400, 499);
        assertThat(reply.text())
            .doesNotContain("root:")
            .doesNotContain("Exception")
            .doesNotContain("\tat ");
        assertThat(reply.header("Set-Cookie")).isEmpty();
      }
    }
  }

  @Test
  void sql_in_a_query_is_only_text() {
    Api reader = as(Scope.READ);
    String quote = "%27%20or%201=1;drop%20table%20trial;--";
    for (String path :
        List.of(
            "/api/v1/sweeps?cursor=",
            "/api/v1/sweeps?state=",
            "/api/v1/sweeps?limit=",
            "/api/v1/sweeps/x/trials?order=",
            "/api/v1/sweeps/x/frontier?by=",
            "/api/v1/sweeps/x/frontier?rule=",
            "/api/v1/sweeps/x/frontier?third=",
            "/api/v1/sweeps/x/frontier?where=",
            "/api/v1/sweeps/x/frontier/scatter?left=",
            "/api/v1/sweeps/x/frontier/statistics?by=",
            "/api/v1/sweeps/x/frontier/questions?bound=",
            "/api/v1/sweeps/x/importance?by=",
            "/api/v1/recipes/")) {
      assertThat(reader.get(path + quote).status()).as(path).isBetween(400, 499);
    }
    assertThat(as(Scope.ADMIN).get("/api/v1/audit?token=" + quote).status()).isEqualTo(400);
    assertThat(as(Scope.ADMIN).get("/api/v1/audit?cursor=" + quote).status()).isEqualTo(400);
    reader.get("/api/v1/sweeps").expect(200);
  }

  @Test
  void json_that_is_too_deep_is_refused() {
    assertThat(as(Scope.WORKER).post("/api/v1/workers", "[".repeat(500_000)).status())
        .isEqualTo(400);
    assertThat(as(Scope.ADMIN).post("/api/v1/tokens", "{\"scopes\":".repeat(100_000)).status())
        .isEqualTo(400);
  }

  private static Set<String> endpoints() {
    RequestMappingHandlerMapping mapping =
        TestServer.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    return mapping.getHandlerMethods().keySet().stream()
        .flatMap(EndpointsTest::names)
        .filter(name -> name.contains(" /api/"))
        .collect(Collectors.toSet());
  }

  private static Stream<String> names(RequestMappingInfo info) {
    return info.getPatternValues().stream()
        .flatMap(
            pattern ->
                info.getMethodsCondition().getMethods().stream()
                    .map(method -> method + " " + pattern));
  }

  private static Reply send(Api api, String endpoint) {
    String method = endpoint.substring(0, endpoint.indexOf(' '));
    String path =
        endpoint
            .substring(endpoint.indexOf(' ') + 1)
            .replace("{sha256}", "0".repeat(64))
            .replace("{id}", "0198a000-0000-7000-8000-00000000dead")
            .replaceAll("\\{\\w+}", "no-such");
    return switch (method) {
      case "GET", "DELETE" -> api.send(method, path, BodyPublishers.noBody());
      case "PUT" -> api.put(path, new byte[] {1});
      default ->
          api.send(method, path, BodyPublishers.ofString("{}"), "Content-Type", "application/json");
    };
  }

  private static Api as(Scope scope) {
    return TestServer.as(TOKENS.get(scope).plainText());
  }

  private static ApiToken.Created create(String name, Set<Scope> scopes) {
    return TestServer.bean(ApiTokens.class).create(name, scopes);
  }

  private static Map<String, Set<Scope>> table() {
    var table = new TreeMap<String, Set<Scope>>();
    TABLE
        .lines()
        .map(line -> line.split(" +"))
        .forEach(
            cells ->
                table.put(
                    cells[0] + " " + cells[1],
                    Arrays.stream(cells)
                        .skip(2)
                        .map(name -> Scope.valueOf(name.toUpperCase(java.util.Locale.ROOT)))
                        .collect(Collectors.toSet())));
    return table;
  }
}
