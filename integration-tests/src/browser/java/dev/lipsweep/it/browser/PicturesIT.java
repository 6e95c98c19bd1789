package dev.lipsweep.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.lipsweep.it.system.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Makes the documentation's pictures with {@code -Pbrowser -Dscreenshots=true}: the dashboard while
 * the demonstration's sweep is really trained, and after it.
 */
@Tag("browser")
@EnabledIfSystemProperty(
    named = "screenshots",
    matches = "true",
    disabledReason = "pictures are made on demand: -Dscreenshots=true")
class PicturesIT {
  private static final Path IMAGES = RunningServer.ROOT.resolve("docs/img");
  private static final String NAME = "demo";

  @RegisterExtension static final Dashboard dashboard = new Dashboard();

  private RunningServer server;
  private Page page;
  private String sweep;

  @BeforeEach
  void open() throws IOException {
    server = dashboard.server();
    page = dashboard.page();
    page.setViewportSize(1440, 1000);
    sweep = server.submit(Files.readString(RunningServer.ROOT.resolve("examples/demo.yaml")));
  }

  @Test
  void the_demonstration_is_trained_and_photographed() throws Exception {
    trained(12);
    picture(View.CLUSTER, "cluster");
    picture(View.TRIALS, "trials");
    trained(42);
    succeed("baseline", "pin", NAME, sweep);
    succeed("baseline", "check", NAME, "--reuse", "same-code", "--wait");
    picture(View.PARAMETERS, "parameters");
    picture(View.TRIAL, "trial");
    picture(View.NEW_SWEEP, "new-sweep");
    picture(View.BASELINE, "baseline");
    picture(View.FRONTIER_OF_A_SWEEP, "frontier");
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
    picture(View.FRONTIER_OF_A_SWEEP, "frontier-dark");
  }

  private void trained(int trials) {
    await(trials + " trials")
        .atMost(Duration.ofMinutes(30))
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> server.get("/api/v1/sweeps/" + sweep).at("/trials/COMPLETED").asInt() >= trials);
  }

  private void succeed(String... words) throws Exception {
    assertThat(server.command(words))
        .satisfies(result -> assertThat(result.exit()).as(result.err()).isZero());
  }

  private void picture(View view, String name) {
    String best =
        server
            .get("/api/v1/sweeps/" + sweep + "/trials?order=accuracy&limit=1")
            .at("/items/0/id")
            .asString();
    dashboard.open(view.address(sweep, best, NAME));
    assertThat(page.locator(view.sign()).first()).isVisible();
    assertThat(page.locator(".loading:visible")).hasCount(0);
    if (view == View.FRONTIER_OF_A_SWEEP) {
      page.locator(".frontier-table tbody a").nth(2).hover();
      page.locator(".tip-box").waitFor();
    }
    page.screenshot(
        new Page.ScreenshotOptions().setPath(IMAGES.resolve("dashboard-" + name + ".png")));
  }
}
