package dev.lipsweep.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.lipsweep.it.system.RunningServer;
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

/** The dashboard in a real browser, on a real server whose worker follows a script. */
@Tag("browser")
class DashboardIT {
  private static final String NAME = "<img src=x onerror=\"document.title='run'\"> & <b>bold</b>";
  private static final String DEFINITION =
      """
      name: '%s'
      recipe: text-tiny
      space:
        - optimizer: muon
          constraint: [spectral_soft_cap, spectral_normalize]
          sigmaMax: [1, 1.5, 2]
          learningRate: 0.1
        - optimizer: adamw
          constraint: weight_decay
          weightDecay: [0.1, 0.5]
          learningRate: 0.003
      seeds: 2
      """;

  private static final int TRIALS = 16;

  @RegisterExtension static final Dashboard dashboard = new Dashboard("--workers", "none");

  private static ScriptedWorker worker;
  private static String sweep;

  private RunningServer server;
  private Page page;

  @BeforeAll
  static void train() throws Exception {
    worker = new ScriptedWorker(dashboard.server().address(), dashboard.server().token("worker"));
    sweep = dashboard.server().submit(DEFINITION.formatted(NAME.replace("'", "''")));
    worker.diverge(worker.claim(), "<i>NaN</i>");
    for (int i = 1; i < TRIALS; i++) {
      JsonNode lease = worker.claim();
      double size = lease.at("/parameters/sigmaMax").asDouble(4);
      double off = lease.get("trialNumber").asInt() % 3 / 10.0;
      worker.complete(lease, 2 * size + 3 * off, 0.1 * size + off / 4);
    }
  }

  @BeforeEach
  void open() {
    server = dashboard.server();
    page = dashboard.page();
  }

  @Test
  void a_sweep_is_listed_with_its_progress_and_markup_in_its_name_stays_text() {
    Locator card = card();
    assertThat(card.locator(".sweep-name")).hasText(NAME);
    assertThat(card.locator(".counts")).containsText("15 completed");
    assertThat(card.locator(".counts")).containsText("1 infeasible");
    assertThat(card.locator("img, b:has-text('bold')")).hasCount(0);
    assertThat(page).hasTitle("Sweeps · lipsweep");
  }

  @Test
  void the_token_leaves_the_address_and_lives_in_the_tab_alone() {
    assertThat(card()).isVisible();
    assertThat(page.url()).isEqualTo(server.address() + "/#/");
    assertThat(page.evaluate("localStorage.length")).isEqualTo(0);
    page.reload();
    assertThat(card()).isVisible();
  }

  @Test
  void a_refused_token_is_asked_for_again_with_the_reason() throws Exception {
    dashboard.excuse("status of 401");
    page.navigate("about:blank"); // a view that is still loading would meet the token first
    dashboard.open("#token=lsw_no_such");
    assertThat(page.locator(".sign-in [role=alert]")).not().isEmpty();
    page.fill("#token", server.token("admin"));
    page.keyboard().press("Enter");
    assertThat(card()).isVisible();
  }

  @Test
  void the_frontier_in_plot_and_table_is_the_one_of_the_api() {
    for (String by : List.of("optimizer,constraint", "optimizer", "")) {
      openSweep("?by=" + by);
      page.locator(".frontier[data-by='%s']".formatted(by)).waitFor();
      List<JsonNode> points = points(by);
      assertThat(plotted())
          .as("plot by %s", by)
          .containsExactlyInAnyOrderElementsOf(points.stream().map(DashboardIT::place).toList());
      assertThat(page.locator(".frontier-table tbody tr").all())
          .as("table by %s", by)
          .extracting(row -> row.getAttribute("data-trial"))
          .containsExactlyInAnyOrderElementsOf(
              points.stream().map(point -> point.get("trialId").asString()).toList());
    }
  }

  @Test
  void hovering_a_point_names_its_configuration_and_a_click_opens_its_trial() {
    openSweep("");
    JsonNode point = points("optimizer,constraint").getLast();
    double[] at = pixel(place(point));
    page.mouse().move(at[0], at[1]);
    Locator tip = page.locator(".tip-box");
    String id = point.get("trialId").asString();
    JsonNode trial = server.get("/api/v1/trials/" + id);
    assertThat(tip).containsText(trial.at("/parameters/optimizer").asString());
    assertThat(tip).containsText(trial.at("/parameters/constraint").asString());
    assertThat(tip).containsText("trial " + trial.get("number").asInt());
    page.mouse().click(at[0], at[1]);
    assertThat(page).hasURL(Pattern.compile("#/trials/" + id + "$"));
    assertThat(page.locator("h1")).hasText("Trial " + trial.get("number").asInt());
    assertThat(page.locator(".curves canvas")).hasCount(4);
    assertThat(page.locator(".certificate")).hasCount(2);
    assertThat(page.locator(".certificate").first()).containsText("sound: a certified bound");
    assertThat(page.locator(".certificate").last()).containsText("for comparison, not a bound");
  }

  @Test
  void the_keyboard_reaches_a_point_through_its_row() {
    openSweep("");
    page.locator(".frontier-table tbody a").first().focus();
    assertThat(page.locator(".tip-box")).isVisible();
    page.keyboard().press("Enter");
    assertThat(page.locator(".certificate")).hasCount(2);
  }

  @Test
  void a_diverged_trial_tells_its_reason_as_text() {
    dashboard.open("#/sweeps/" + sweep + "/trials");
    page.selectOption("#trials-state", "INFEASIBLE");
    Locator rows = page.locator("section:has(#trials) tbody tr");
    assertThat(rows).hasCount(1);
    assertThat(rows.locator(".reason")).hasText("diverged at step 12: loss <i>NaN</i>");
  }

  @Test
  void a_result_appears_without_a_reload() throws Exception {
    String live = server.submit(DEFINITION.formatted("live"));
    dashboard.open("#/sweeps/" + live);
    assertThat(page.locator(".counts")).containsText("ready");
    JsonNode lease = worker.claim();
    assertThat(lease.get("sweepId").asString()).isEqualTo(live);
    worker.complete(lease, 3, 0.4);
    assertThat(page.locator(".counts")).containsText("1 completed");
    assertThat(page.locator(".frontier-table tbody tr")).hasCount(1);
    server.post("/api/v1/sweeps/" + live + "/cancel");
  }

  @Test
  void bounds_beyond_every_double_have_their_place_on_a_wall_screen() throws Exception {
    String wide = server.submit(DEFINITION.formatted("wide"));
    for (double[] result : new double[][] {{0.3, 0.2}, {264.6, 0.5}, {412.3, 0.6}}) {
      JsonNode lease = worker.claim();
      assertThat(lease.get("sweepId").asString()).isEqualTo(wide);
      worker.complete(lease, result[0], result[1]);
    }
    server.post("/api/v1/sweeps/" + wide + "/cancel");
    page.setViewportSize(3840, 2160);
    dashboard.open("#/sweeps/" + wide + "?by=");
    page.locator(".frontier[data-by=''] canvas").waitFor();
    assertThat(page.locator(".frontier-table")).containsText("10264.6");
    assertThat((List<?>) inChart("chart.getOption().xAxis[0].axisLabel.customValues"))
        .asList()
        .containsExactly(0, 50, 100, 150, 200, 250, 300, 350, 400);
    assertThat(((Number) inChart("chart.getWidth()")).intValue()).isGreaterThan(1900);
    assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isTrue();
  }

  @Test
  void a_sweep_is_cancelled_after_a_question() {
    String doomed = server.submit(DEFINITION.formatted("doomed"));
    dashboard.open("#/sweeps/" + doomed);
    page.locator(".actions button:has-text('Cancel')").click();
    assertThat(page.locator("dialog")).containsText("Cancel doomed?");
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).hasCount(0);
    page.locator(".actions button:has-text('Cancel')").click();
    page.locator("dialog button.danger").click();
    assertThat(page.locator(".sweep-head .state-cancelled").first()).isVisible();
    assertThat(server.get("/api/v1/sweeps/" + doomed).get("state").asString())
        .isEqualTo("CANCELLED");
  }

  @Test
  void a_server_lost_in_the_middle_is_said_quietly_and_the_page_goes_on_when_it_is_back()
      throws Exception {
    dashboard.excuse("net::ERR");
    String live = server.submit(DEFINITION.formatted("in the middle"));
    worker.complete(worker.claim(), 3, 0.4);
    dashboard.open("#/sweeps/" + live);
    assertThat(page.locator(".frontier-table tbody tr")).hasCount(1);
    server.killServer();
    assertThat(page.locator("#banner")).containsText("The server does not answer");
    assertThat(page.locator(".frontier-table tbody tr")).hasCount(1);
    server.start();
    assertThat(page.locator("#banner")).isHidden();
    assertThat(page.locator("#connection")).hasText("live");
    worker.complete(worker.claim(), 4, 0.5);
    assertThat(page.locator(".counts")).containsText("2 completed");
    assertThat(page.locator(".frontier-table tbody tr")).hasCount(2);
    server.post("/api/v1/sweeps/" + live + "/cancel");
  }

  private Locator card() {
    return page.locator(".sweep-card").filter(new Locator.FilterOptions().setHasText(NAME));
  }

  private void openSweep(String query) {
    dashboard.open("#/sweeps/" + sweep + query);
    page.locator(".frontier canvas").waitFor();
    assertThat(page.locator(".frontier-table tbody tr").first()).isVisible();
    assertThat(page.locator(".loading")).hasCount(0); // what comes above the plot moves it
  }

  /** The points of the frontier, as the API says. */
  private List<JsonNode> points(String by) {
    List<JsonNode> points = new ArrayList<>();
    server
        .get("/api/v1/sweeps/" + sweep + "/frontier" + (by.isEmpty() ? "" : "?by=" + by))
        .get("groups")
        .forEach(group -> group.get("points").forEach(points::add));
    return points;
  }

  private static Map<String, Object> place(JsonNode point) {
    return Map.of("x", point.get("log10Bound").asDouble(), "y", point.get("accuracy").asDouble());
  }

  /** The points of the plot's step lines, as the chart itself holds them. */
  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> plotted() {
    List<Map<String, Object>> points =
        (List<Map<String, Object>>)
            inChart(
                """
                chart.getOption().series.filter(s => s?.id.startsWith('frontier'))
                  .flatMap(s => s.data)
                  .map(([x, y]) => ({x, y}))
                """);
    return points.stream().map(p -> Map.of("x", real(p.get("x")), "y", real(p.get("y")))).toList();
  }

  private static Object real(Object number) {
    return ((Number) number).doubleValue();
  }

  private double[] pixel(Map<String, Object> point) {
    ElementHandle canvas = page.querySelector(".frontier .canvas");
    List<?> inside =
        (List<?>)
            inChart(
                "chart.convertToPixel({xAxisIndex: 0, yAxisIndex: 0}, [%s, %s])"
                    .formatted(point.get("x"), point.get("y")));
    canvas.scrollIntoViewIfNeeded();
    var box = canvas.boundingBox();
    return new double[] {
      box.x + ((Number) inside.get(0)).doubleValue(), box.y + ((Number) inside.get(1)).doubleValue()
    };
  }

  private Object inChart(String expression) {
    return page.evaluate(
        """
        async () => {
          const echarts = await import('/vendor/echarts/echarts.esm.min.mjs');
          const chart = echarts.getInstanceByDom(document.querySelector('.frontier .canvas'));
          return %s;
        }
        """
            .formatted(expression.strip()));
  }
}
