package dev.lipsweep.it.browser;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.lipsweep.it.system.RunningServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes the documentation's pictures with {@code -Pbrowser -Dscreenshots=true}: the dashboard after
 * the demonstration's sweep was really trained.
 */
@Tag("browser")
@EnabledIfSystemProperty(
    named = "screenshots",
    matches = "true",
    disabledReason = "pictures are made on demand: -Dscreenshots=true")
class PicturesIT {
  private static final Path IMAGES = RunningServer.ROOT.resolve("docs/img");

  @Test
  void the_demonstration_is_trained_and_photographed(@TempDir Path home) throws Exception {
    Files.createDirectories(IMAGES);
    try (var chromium = new Chromium();
        var server = new RunningServer(home)) {
      String sweep =
          server.submit(Files.readString(RunningServer.ROOT.resolve("examples/demo.yaml")));
      await("the sweep's end")
          .atMost(Duration.ofMinutes(30))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> isCompleted(server, sweep));
      String best =
          server
              .get("/api/v1/sweeps/" + sweep + "/trials?order=accuracy&limit=1")
              .at("/items/0/id")
              .asString();
      for (ColorScheme colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
        Page page = chromium.page(colours, 1440, 1000);
        String suffix = colours.name().toLowerCase(Locale.ROOT);
        page.navigate(server.address() + "/#token=" + server.token("admin"));
        page.locator(".sweep-card").waitFor();
        page.navigate(server.address() + "/#/sweeps/" + sweep);
        page.locator(".frontier canvas").waitFor();
        page.locator(".frontier-table tbody a").nth(2).hover();
        page.locator(".tip-box").waitFor();
        picture(page, "dashboard-sweep-" + suffix);
        page.navigate(server.address() + "/#/trials/" + best);
        page.locator(".curves canvas").last().waitFor();
        page.locator(".certificate").last().waitFor();
        picture(page, "dashboard-trial-" + suffix);
        page.context().close();
      }
    }
  }

  private static boolean isCompleted(RunningServer server, String sweep) {
    return server.get("/api/v1/sweeps/" + sweep).get("state").asString().equals("COMPLETED");
  }

  private static void picture(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(IMAGES.resolve(name + ".png")));
  }
}
