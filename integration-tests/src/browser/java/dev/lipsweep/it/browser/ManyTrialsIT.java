package dev.lipsweep.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import dev.lipsweep.it.system.RunningServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A sweep so large that no page may hold it: the one that {@code lipsweep bench} generates. */
@Tag("browser")
class ManyTrialsIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int TRIALS = 100_000;

  @RegisterExtension static final Dashboard dashboard = new Dashboard("--workers", "none");

  private static String sweep;

  private RunningServer server;
  private Page page;
  private Panels panels;

  @BeforeAll
  static void generate() throws Exception {
    bench("frontier --requests 1 --slow-requests 0 --trials " + TRIALS);
    sweep = dashboard.server().get("/api/v1/sweeps?limit=1").at("/items/0/id").asString();
  }

  @BeforeEach
  void open() {
    server = dashboard.server();
    page = dashboard.page();
    panels = new Panels(page);
  }

  @Test
  void the_frontier_is_grouped_filtered_and_zoomed() {
    dashboard.open("#/sweeps/" + sweep);
    assertThat(caption()).containsText(number(TRIALS) + " results");

    page.selectOption("#group-by", "optimizer");
    assertThat(page.locator(".frontier[data-by='optimizer'][aria-busy=false]")).isVisible();
    assertThat(caption()).containsText("on 2 frontiers");
    assertThat(rows()).hasCount(100);
    assertThat(allRows()).hasCount(points("by=optimizer"));

    page.locator(".filter-line summary").click();
    page.locator(".filter-menu label:text-is('muon')").click();
    page.keyboard().press("Escape");
    String where = "by=optimizer&where=" + encoded("{\"optimizer\":[\"muon\"]}");
    assertThat(caption()).containsText(number(results(where)) + " results");
    assertThat(allRows()).hasCount(points(where));

    drag();
    assertThat(page).hasURL(Pattern.compile("view="));
    page.reload(); // what is seen is what the address says
    String[] view = page.url().replaceAll(".*view=([^&]*).*", "$1").split("%2C");
    String window = "&left=%s&right=%s&bottom=%s&top=%s".formatted((Object[]) view);
    assertThat(caption()).containsText(number(inside(where + window)) + " results in view");
    page.locator("button[aria-label='Show everything']").click();
    assertThat(caption()).not().containsText("in view");
  }

  @Test
  void a_mark_of_many_results_comes_closer_until_a_single_one_opens() {
    dashboard.open("#/sweeps/" + sweep);
    assertThat(caption()).containsText("A mark stands for all results in its place");
    for (int i = 0; i < 12 && caption().innerText().contains("A mark stands"); i++) {
      page.locator("button[aria-label='Zoom in']").click();
      page.locator(".frontier[aria-busy=false]").waitFor();
    }
    assertThat(caption()).not().containsText("A mark stands");
  }

  @Test
  void trials_and_parameters_are_summed_up_by_the_server() {
    dashboard.open("#/sweeps/" + sweep + "/trials");
    Locator rows = page.locator("section:has(#trials) tbody tr");
    assertThat(rows).hasCount(50);
    page.locator("button:has-text('More trials')").click();
    assertThat(rows).hasCount(100);
    page.selectOption("#trials-order", "accuracy");
    JsonNode best = server.get(api("/trials?order=accuracy&limit=1")).at("/items/0");
    assertThat(rows.first()).containsText(best.get("number").asString());

    page.locator(".tabs a:text-is('Parameters')").click();
    assertThat(panels.titled("Any two parameters").locator("canvas")).isVisible();
    assertThat(panels.titled("Learning rates").locator("canvas")).isVisible();
    assertThat(panels.titled("Parallel coordinates").locator(".caption"))
        .containsText(number(TRIALS));
    assertThat(panels.titled("Parameter importance").locator("canvas")).isVisible();
  }

  @Test
  void the_benchmark_of_the_page_sees_its_first_paint_and_what_it_asks_for() throws Exception {
    List<JsonNode> rows =
        bench("page --json --visits 1 --trials 1000")
            .lines()
            .map(JSON::readTree)
            .filter(row -> row.has("page"))
            .toList();
    assertThat(rows)
        .extracting(row -> row.get("page").asString())
        .containsExactly("first useful paint, ms", "over the wire, kB", "zoom, ms", "filter, ms");
    assertThat(rows).allSatisfy(row -> assertThat(row.get("most").asDouble()).isPositive());
  }

  private static String bench(String words) throws Exception {
    String server =
        " --server %s --home %s".formatted(dashboard.server().address(), dashboard.home());
    var answer = dashboard.server().command(("bench " + words + server).split(" "));
    assertThat(answer.exit()).as(answer.err()).isZero();
    return answer.out();
  }

  /** Marks the middle of the plot. */
  private void drag() {
    Locator canvas = page.locator(".frontier .canvas");
    canvas.scrollIntoViewIfNeeded();
    BoundingBox box = canvas.boundingBox();
    page.mouse().move(box.x + 0.3 * box.width, box.y + 0.3 * box.height);
    page.mouse().down();
    page.mouse().move(box.x + 0.6 * box.width, box.y + 0.6 * box.height);
    page.mouse().up();
  }

  private Locator rows() {
    return page.locator(".frontier-table tbody tr");
  }

  /** Also those that a long table shows only when somebody asks for them. */
  private Locator allRows() {
    Locator more = page.locator(".frontier-table button:has-text('Show all')");
    if (more.isVisible()) {
      more.click();
    }
    return rows();
  }

  private Locator caption() {
    return page.locator(".frontier[aria-busy=false] .caption").first();
  }

  private int points(String query) {
    int points = 0;
    for (JsonNode group : server.get(api("/frontier?" + query)).get("groups")) {
      points += group.get("points").size();
    }
    return points;
  }

  private long results(String query) {
    return sum(query, "results");
  }

  private long inside(String query) {
    return sum(query, "inside");
  }

  private long sum(String query, String what) {
    long sum = 0;
    for (JsonNode group : server.get(api("/frontier/scatter?" + query)).get("groups")) {
      sum += group.get(what).asLong();
    }
    return sum;
  }

  private static String api(String what) {
    return "/api/v1/sweeps/" + sweep + what;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** As the page writes it. */
  private static String number(long number) {
    return number < 10_000
        ? String.valueOf(number)
        : String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f');
  }
}
