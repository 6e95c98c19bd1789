package dev.lipsweep.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import dev.lipsweep.it.system.RunningServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What has to hold of each view alike, with really trained results whose names hold markup. */
@Tag("browser")
class EveryViewIT {
  private static final String MARKUP = "<img src=x onerror=\"document.title='run'\"> & <b>bold</b>";
  private static final String NAME = "every-view";

  /** Networks so small that they are trained in seconds. */
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
      optimizer: muon
      constraint: [spectral_normalize, spectral_soft_cap]
      sigmaMax: [1, 3]
      learningRate: 0.1
      """;

  private static final String WAITS =
      """
      name: 'waits %s'
      recipe: text-tiny
      optimizer: muon
      constraint: none
      learningRate: 0.1
      resources: {labels: {pool: nowhere}}
      """;

  @RegisterExtension static final Dashboard dashboard = new Dashboard("--slots", "2");

  private static String sweep;
  private static String trial;

  private Page page;
  private Panels panels;
  private Keyboard keyboard;

  @BeforeAll
  static void train(@TempDir Path folder) throws Exception {
    RunningServer server = dashboard.server();
    String inYaml = MARKUP.replace("'", "''");
    sweep = server.submit(TRAINED.formatted(inYaml));
    await("the sweep's end")
        .atMost(Duration.ofMinutes(5))
        .until(
            () ->
                server.get("/api/v1/sweeps/" + sweep).get("state").asString().equals("COMPLETED"));
    trial = server.get("/api/v1/sweeps/" + sweep + "/trials?limit=1").at("/items/0/id").asString();
    server.submit(WAITS.formatted(inYaml));
    Path definition = folder.resolve("frontier.yaml");
    Files.writeString(definition, "name: %s\nsweeps: [%s]\n".formatted(NAME, sweep));
    succeed("frontiers", "create", definition.toString());
    succeed("baseline", "pin", NAME, sweep);
    succeed("baseline", "check", NAME, "--reuse", "same-code", "--wait");
  }

  private static void succeed(String... words) throws Exception {
    assertThat(dashboard.server().command(words))
        .satisfies(result -> assertThat(result.exit()).as(result.err()).isZero());
  }

  @BeforeEach
  void open() {
    page = dashboard.page();
    panels = new Panels(page);
    keyboard = new Keyboard(page);
  }

  @ParameterizedTest
  @EnumSource
  void axe_finds_nothing_serious_in_light_or_dark(View view) throws Exception {
    show(view);
    for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
      assertThat(Axe.barriers(page)).as("%s, %s", view, colours).isEmpty();
    }
  }

  @Test
  void axe_finds_nothing_serious_in_forms_that_open() throws Exception {
    show(View.BASELINES);
    page.locator("button:has-text('Pin a sweep')").click();
    assertThat(Axe.barriers(page)).as("a dialog").isEmpty();
    show(View.FRONTIER_OF_A_SWEEP);
    assertThat(page.locator("dialog")).hasCount(0);
    page.locator(".filter-line summary").click();
    page.locator(".filter-menu input").first().waitFor();
    assertThat(Axe.barriers(page)).as("a filter").isEmpty();
    page.locator(".account button").click();
    page.locator("#token").waitFor();
    assertThat(Axe.barriers(page)).as("the sign-in").isEmpty();
  }

  @Test
  void markup_in_names_stays_text() throws Exception {
    for (View view : View.values()) {
      show(view);
      hasNoMarkup();
      if (view.tellsNames()) {
        assertThat(page.locator("main")).containsText(MARKUP);
      }
    }
  }

  @Test
  void markup_in_an_address_stays_text() {
    dashboard.excuse("status of 400");
    dashboard.excuse("status of 404");
    String markup = encoded(MARKUP);
    for (String address :
        List.of(
            "#/sweeps/" + sweep + "?by=" + markup,
            "#/sweeps/" + sweep + "?where=" + encoded("{\"<b>bold</b>\":[\"<b>bold</b>\"]}"),
            "#/sweeps/" + markup,
            "#/frontiers/" + markup,
            "#/baselines/" + markup,
            "#/trials/" + markup)) {
      dashboard.open(address);
      assertThat(page.locator(".notice")).isVisible();
      hasNoMarkup();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private void hasNoMarkup() {
    assertThat(page.locator("img[src='x'], b:text-is('bold')")).hasCount(0);
    assertThat(page).not().hasTitle("run");
  }

  @Test
  void a_slow_network_is_said_until_everything_is_there() {
    slow(1500); // longer than an assertion waits to look again
    for (View view : List.of(View.FRONTIER_OF_A_SWEEP, View.TRIAL, View.CLUSTER)) {
      dashboard.open(address(view));
      assertThat(page.locator(".loading").first()).isVisible();
      assertThat(page.locator(view.sign()).first()).isVisible();
      assertThat(page.locator("#banner")).isHidden();
    }
  }

  @Test
  void who_leaves_views_before_they_have_come_sees_the_last_one_only() throws Exception {
    Set<Request> awaited = new HashSet<>();
    page.onRequest(awaited::add);
    page.onRequestFinished(awaited::remove);
    page.onRequestFailed(awaited::remove);
    slow(200);
    for (View view : View.values()) {
      dashboard.open(address(view));
    }
    show(View.CLUSTER);
    // the stream of events does not end
    page.waitForCondition(() -> awaited.stream().allMatch(r -> r.url().contains("/events")));
    assertThat(page.locator("h1")).hasText("Cluster");
    assertThat(page.locator(".worker").first()).isVisible();
    assertThat(page).hasTitle("Cluster · lipsweep");
  }

  @Test
  void all_views_are_walked_through_by_keyboard_alone() throws Exception {
    keyboard.enter(page.locator(".account button"));
    page.keyboard().insertText(dashboard.server().token("admin"));
    page.keyboard().press("Enter");
    keyboard.enter(page.locator("a.sweep-name[href='#/sweeps/%s']".formatted(sweep)));
    walkTheFrontier();
    walkTheTrial();
    walkTheSweep();
    walkTheEditor();
    keyboard.enter(section("Frontiers"));
    keyboard.enter(page.locator("td a:text-is('%s')".formatted(NAME)));
    assertThat(page.locator(".frontier-table tbody tr").first()).isVisible();
    keyboard.enter(page.locator("button:text-is('Take a snapshot')"));
    assertThat(page.locator(".toast")).containsText("Kept for good");
    walkTheBaselines();
    workerComes();
    keyboard.enter(section("Cluster"));
    keyboard.enter(page.locator(".worker").filter(text(MARKUP)).locator("button").first());
    assertThat(page.locator("dialog button:has-text('Back')")).isFocused();
    page.keyboard().press("Enter");
    assertThat(page.locator("dialog")).hasCount(0);
  }

  /** Groups, asks, filters, zooms, and opens the trial of the first row. */
  private void walkTheFrontier() {
    Locator plot = page.locator(".frontier[aria-busy=false]");
    plot.waitFor();
    keyboard.tabTo(page.locator("#group-by"));
    page.keyboard().type("nothing");
    assertThat(page).hasURL(Pattern.compile("by="));
    keyboard.tabTo(page.locator("#question"));
    page.keyboard().type("10^9");
    page.keyboard().press("Enter");
    assertThat(page.locator(".answers li")).hasCount(1);
    keyboard.enter(page.locator(".filter-line summary"));
    keyboard.tabTo(page.locator(".filter-menu input").first());
    page.keyboard().press("Space");
    assertThat(page.locator(".chips li")).hasCount(1);
    page.keyboard().press("Escape");
    assertThat(page.locator(".filter-line summary")).isFocused();
    keyboard.enter(page.locator("button[aria-label='Zoom in']"));
    assertThat(page).hasURL(Pattern.compile("view="));
    keyboard.enter(page.locator("button[aria-label='Show everything']"));
    keyboard.tabTo(page.locator(".frontier-table tbody a").first());
    assertThat(page.locator(".tip-box")).isVisible();
    page.keyboard().press("Enter");
  }

  private void walkTheTrial() {
    assertThat(page.locator("h1")).containsText("Trial");
    keyboard.enter(page.locator("main details summary").first());
    assertThat(page.locator("main details[open] tbody tr").first()).isVisible();
    keyboard.enter(page.locator("#crumbs a").first());
  }

  private void walkTheSweep() {
    keyboard.enter(page.locator(".tabs a:text-is('Trials')"));
    keyboard.enter(panels.titled("Throughput").locator("summary"));
    assertThat(panels.titled("Throughput").locator("tbody tr").first()).isVisible();
    keyboard.enter(page.locator(".tabs a:text-is('Parameters')"));
    panels.titled("Any two parameters").locator("canvas").waitFor();
    keyboard.tabTo(page.locator("#heat-x"));
    page.keyboard().type("con");
    assertThat(page).hasURL(Pattern.compile("x=constraint"));
  }

  private void walkTheEditor() {
    keyboard.enter(section("New sweep"));
    page.locator("#definition").waitFor();
    keyboard.tabTo(page.locator("#template"));
    page.keyboard().type("demo");
    assertThat(page.locator(".verdict")).containsText("42 trials");
    keyboard.tabTo(page.locator("#definition"));
    dashboard.excuse("400"); // a definition that is half written is not valid yet
    page.keyboard().press("Control+End");
    page.keyboard().type("see");
    page.keyboard().press("Enter");
    page.keyboard().type("3");
    assertThat(page.locator("#field-seeds")).hasValue("3");
    keyboard.tabTo(page.locator("#field-seeds"));
    page.keyboard().press("Control+a");
    page.keyboard().type("1");
    keyboard.tabTo(page.locator("button:has-text('Submit')"));
    assertThat(page.locator("#definition")).hasValue(Pattern.compile("seeds: 1\\s*$"));
  }

  private void walkTheBaselines() {
    keyboard.enter(section("Baselines"));
    keyboard.enter(page.locator("button:has-text('Pin a sweep')"));
    assertThat(page.locator("#pin-name")).isFocused();
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).hasCount(0);
    keyboard.enter(page.locator("td a:text-is('%s')".formatted(NAME)));
    assertThat(page.locator(".report")).isVisible();
    keyboard.enter(page.locator("button:has-text('Check…')"));
    assertThat(page.locator("dialog")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).hasCount(0);
  }

  private Locator section(String name) {
    return page.locator("#navigation a:text-is('%s')".formatted(name));
  }

  private static Locator.FilterOptions text(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  /** As by a telephone at the edge of its cell. */
  private void slow(int millis) {
    CDPSession session = page.context().newCDPSession(page);
    var conditions = new JsonObject();
    conditions.addProperty("offline", false);
    conditions.addProperty("latency", millis);
    conditions.addProperty("downloadThroughput", 100_000);
    conditions.addProperty("uploadThroughput", 100_000);
    session.send("Network.enable");
    session.send("Network.emulateNetworkConditions", conditions);
  }

  private void show(View view) throws Exception {
    if (view == View.CLUSTER) {
      workerComes();
    }
    dashboard.open(address(view));
    assertThat(page.locator(view.sign()).first()).isVisible();
    assertThat(page.locator(".loading:visible")).hasCount(0);
  }

  /** It is soon lost again, since it never says another word. */
  private static void workerComes() throws Exception {
    RunningServer server = dashboard.server();
    new ScriptedWorker(server.address(), server.token("worker"), MARKUP);
  }

  private static String address(View view) {
    return view.address(sweep, trial, NAME);
  }
}
