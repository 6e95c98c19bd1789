package dev.lipsweep.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.lipsweep.it.system.RunningServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * What a person watches: a sweep's trials and parameters, baselines and the cluster, all trained.
 */
@Tag("browser")
class WatchIT {
  private static final String NAME = "<i>short</i> & sweet";

  /** Networks so small that eight of them are trained in seconds. */
  private static final String TRAINED =
      """
      name: '%s'
      recipe: text-tiny
      steps: 20
      batchSize: 4
      width: 16
      heads: 1
      blocks: 1
      context: 8
      logitScale: [1, 4]
      space:   # two caps, two rates
        - optimizer: muon
          constraint: spectral_normalize
          sigmaMax: [1, 3]
          learningRate: [0.1, 1]
      """;

  private static final String WAITS =
      """
      name: %s
      recipe: text-tiny
      seeds: 3
      optimizer: muon
      constraint: none
      learningRate: 0.1
      resources: {labels: {pool: nowhere}}
      """;

  @RegisterExtension static final Dashboard dashboard = new Dashboard("--slots", "2");

  private static String trained;

  private RunningServer server;
  private Page page;
  private Panels panels;

  @BeforeAll
  static void train() {
    trained = dashboard.server().submit(TRAINED.formatted(NAME));
    await("the short sweep's end")
        .atMost(Duration.ofMinutes(5))
        .until(() -> dashboard.server().get(api("")).get("state").asString().equals("COMPLETED"));
  }

  @BeforeEach
  void open() {
    server = dashboard.server();
    page = dashboard.page();
    panels = new Panels(page);
  }

  @Test
  void the_trials_page_tells_pace_workers_failures_and_the_definition_as_written() {
    dashboard.open("#/sweeps/" + trained + "/trials");
    panels.titled("Throughput").locator("canvas").waitFor();
    assertThat(panels.titled("Throughput").locator(".tiles")).containsText("8 trials");
    int ended = 0;
    for (JsonNode bucket : server.get(api("/pace")).get("buckets")) {
      ended += bucket.get("completed").asInt();
    }
    assertThat(ended).isEqualTo(8);
    assertThat(panels.titled("Workers").locator(".caption")).containsText("8 attempts on 1 worker");
    assertThat(panels.values("Workers")).hasCount(8);
    assertThat(panels.titled("What went wrong")).containsText("Nothing so far.");
    page.locator(".definition summary").click();
    assertThat(page.locator(".definition code")).hasText(TRAINED.formatted(NAME).strip());
    assertThat(page.locator("h1")).hasText(NAME);
    assertThat(page.locator("h1 i")).hasCount(0);
  }

  @Test
  void the_heat_map_and_the_learning_rates_say_what_the_trials_say() {
    dashboard.open("#/sweeps/" + trained + "/parameters");
    panels.titled("Any two parameters").locator("canvas").waitFor();
    assertThat(page.locator("#heat-x")).hasValue("sigmaMax");
    assertThat(page.locator("#heat-y")).hasValue("logitScale");
    assertThat(texts(panels.values("Any two parameters"), 2))
        .isEqualTo(best("sigmaMax", "logitScale"));

    page.selectOption("#heat-x", "learningRate");
    assertThat(page).hasURL(Pattern.compile("x=learningRate"));
    page.reload();
    panels.titled("Any two parameters").locator("canvas").waitFor();
    assertThat(page.locator("#heat-x")).hasValue("learningRate");
    assertThat(texts(panels.values("Any two parameters"), 2))
        .isEqualTo(best("learningRate", "logitScale"));

    assertThat(page.locator("#rate-x")).hasValue("learningRate");
    assertThat(panels.values("Learning rates")).hasCount(4);
    page.selectOption("#metric", "bound");
    assertThat(panels.titled("Any two parameters").locator(".caption"))
        .containsText("Lipschitz bound");
    assertThat(panels.titled("Parallel coordinates").locator(".caption"))
        .containsText("All 8 completed trials");
    assertThat(panels.titled("Parameter importance").locator("canvas")).isVisible();
  }

  @Test
  void a_plot_is_saved_as_drawing_and_as_numbers() throws Exception {
    dashboard.open("#/sweeps/" + trained + "/parameters");
    panels.titled("Any two parameters").locator("canvas").waitFor();
    String svg = saved("Any two parameters", "SVG");
    assertThat(svg).startsWith("<svg").contains("sigmaMax", "logitScale");
    assertThat(saved("Any two parameters", "PNG").substring(1, 4)).isEqualTo("PNG");
    List<String> lines = saved("Any two parameters", "CSV").lines().toList();
    assertThat(lines.getFirst())
        .isEqualTo("sigmaMax,logitScale,best,mean,completed,diverged,trials");
    assertThat(lines.stream().skip(1).map(line -> percent(line.split(",")[2])))
        .containsExactlyElementsOf(best("sigmaMax", "logitScale"));
  }

  private String saved(String title, String kind) throws Exception {
    var download =
        page.waitForDownload(
            () ->
                panels
                    .titled(title)
                    .locator(".downloads button:text-is('%s')".formatted(kind))
                    .click());
    assertThat(download.suggestedFilename())
        .endsWith("." + kind.toLowerCase(java.util.Locale.ROOT));
    return Files.readString(download.path(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void a_cell_of_the_heat_map_leads_to_its_best_trial() {
    dashboard.open("#/sweeps/" + trained + "/parameters");
    Locator first = panels.values("Any two parameters").first().locator("a");
    String address = first.getAttribute("href");
    first.click();
    assertThat(page).hasURL(server.address() + "/" + address);
    assertThat(page.locator("h1")).containsText("Trial");
  }

  @Test
  void pausing_is_asked_for_and_can_be_undone() {
    String sweep = server.submit(WAITS.formatted("undone"));
    dashboard.open("#/sweeps/" + sweep + "/trials");
    page.locator(".actions button:has-text('Pause')").click();
    page.locator("dialog button.primary").click();
    assertThat(page.locator(".sweep-head .state-paused").first()).isVisible();
    page.locator(".toast button").click();
    assertThat(page.locator(".sweep-head .state-running").first()).isVisible();
    assertThat(server.get("/api/v1/sweeps/" + sweep).get("state").asString()).isEqualTo("RUNNING");
    server.post("/api/v1/sweeps/" + sweep + "/cancel");
  }

  @Test
  void a_baseline_is_pinned_checked_and_its_history_read() {
    dashboard.open("#/baselines");
    page.locator("button:has-text('Pin a sweep')").click();
    page.fill("#pin-name", "small");
    page.locator("#pin-sweep option[value='%s']".formatted(trained)).waitFor(Keyboard.attached());
    page.selectOption("#pin-sweep", trained);
    page.locator("dialog button.primary").click();
    assertThat(page.locator("h1")).hasText("small");
    assertThat(page.locator(".history")).containsText("No check yet");

    page.locator("button:has-text('Check…')").click();
    page.locator("dialog button.primary").click();
    assertThat(page.locator(".history")).containsText("under way");
    Locator row = page.locator(".history tbody tr").first();
    assertThat(row.locator(".verdict-pass")).isVisible();
    assertThat(row.locator(".why")).containsText("to the last bit");
    assertThat(page).hasURL(Pattern.compile("check=1"));
    assertThat(page.locator(".report")).containsText("8 pairs of 8 trials");
    assertThat(panels.titled("Frontiers").locator("canvas")).isVisible();

    page.locator("button:has-text('Delete')").click();
    page.locator("dialog button.danger").click();
    assertThat(page.locator("h1")).hasText("Baselines");
  }

  @Test
  void the_cluster_shows_workers_queue_and_launcher_and_a_worker_is_drained_after_a_question()
      throws Exception {
    String sweep = server.submit(WAITS.formatted("queued"));
    new ScriptedWorker(server.address(), server.token("worker"));
    dashboard.open("#/cluster");
    Locator scripted = page.locator(".worker").filter(text("scripted"));
    assertThat(scripted.locator(".slot.idle")).hasCount(1);
    assertThat(page.locator(".worker").filter(text("local-0"))).containsText("2 slots busy");
    Locator queued = panels.titled("Queue").locator("tbody tr").filter(text("queued"));
    assertThat(queued).containsText("nowhere");
    assertThat(panels.titled("Launchers")).containsText("1 of 1 wanted worker running");
    scripted.locator("button").click();
    page.locator("dialog button.primary").click();
    assertThat(scripted.locator(".state-draining")).isVisible();
    assertThat(scripted.locator("button")).hasCount(0);
    server.post("/api/v1/sweeps/" + sweep + "/cancel");
    assertThat(queued).hasCount(0);
  }

  @Test
  void scopes_decide_which_buttons_exist() throws Exception {
    String sweep = server.submit(WAITS.formatted("read only"));
    signOutAndIn(Tokens.create(page, server.token("admin"), "read").get("token"));
    dashboard.open("#/sweeps/" + sweep + "/trials");
    assertThat(page.locator(".account")).containsText("for read");
    assertThat(page.locator(".sweep-head .state-running").first()).isVisible();
    assertThat(page.locator(".sweep-head .actions button, .sweep-head .actions a")).hasCount(0);
    dashboard.open("#/cluster");
    assertThat(page.locator(".worker").first()).isVisible();
    assertThat(page.locator(".worker button")).hasCount(0);
    dashboard.excuse("status of 403");
    dashboard.open("#/new");
    assertThat(page.locator(".verdict")).containsText("may not submit");
    assertThat(page.locator("button:has-text('Submit')")).hasCount(0);
    server.post("/api/v1/sweeps/" + sweep + "/cancel");
  }

  @Test
  void a_token_that_may_not_read_or_is_revoked_leads_to_the_form_with_the_reason()
      throws Exception {
    String admin = server.token("admin");
    page.locator(".account button").click();
    page.fill("#token", server.token("worker"));
    page.keyboard().press("Enter");
    assertThat(page.locator(".sign-in [role=alert]")).containsText("may not read");

    Map<String, String> reader = Tokens.create(page, admin, "read");
    page.fill("#token", reader.get("token"));
    page.keyboard().press("Enter");
    assertThat(page.locator(".sign-in")).hasCount(0);
    dashboard.open("#/cluster");
    assertThat(page.locator(".worker").first()).isVisible();
    dashboard.excuse("status of 401");
    Tokens.revoke(page, admin, reader.get("id"));
    assertThat(page.locator(".sign-in [role=alert]")).containsText("revoked");
    assertThat(page.evaluate("sessionStorage.getItem('lipsweep.token')")).isNull();
  }

  private void signOutAndIn(String token) {
    page.locator(".account button").click();
    page.fill("#token", token);
    page.keyboard().press("Enter");
    assertThat(page.locator(".sign-in")).hasCount(0);
  }

  private static String api(String what) {
    return "/api/v1/sweeps/" + trained + what;
  }

  private static List<String> texts(Locator rows, int cell) {
    assertThat(rows.first()).isVisible();
    return rows.all().stream().map(row -> row.locator("td").nth(cell).innerText()).toList();
  }

  /** The best accuracy for each pair of values, from the trials themselves. */
  private List<String> best(String x, String y) {
    var best = new java.util.TreeMap<Double, java.util.TreeMap<Double, Double>>();
    for (JsonNode trial : server.get(api("/trials?limit=100")).get("items")) {
      best.computeIfAbsent(
              trial.at("/parameters/" + x).asDouble(), value -> new java.util.TreeMap<>())
          .merge(
              trial.at("/parameters/" + y).asDouble(), trial.get("accuracy").asDouble(), Math::max);
    }
    var texts = new ArrayList<String>();
    best.values()
        .forEach(line -> line.values().forEach(value -> texts.add(percent(value.toString()))));
    return texts;
  }

  private static String percent(String share) {
    return "%.1f\u202f%%".formatted(100 * Double.parseDouble(share));
  }

  private static Locator.FilterOptions text(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }
}
