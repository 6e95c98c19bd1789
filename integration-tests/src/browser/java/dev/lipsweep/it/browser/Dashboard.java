package dev.lipsweep.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.lipsweep.it.system.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server of its own for a class of tests, and for each test a fresh page that is signed in. A
 * test fails if the browser complained: of an error in the console, an exception that nobody
 * caught, a violated content security policy, or a request to another host.
 */
final class Dashboard
    implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
  private static final String TELL_VIOLATIONS =
      "addEventListener('securitypolicyviolation', e => console.error(`policy:"
          + " ${e.violatedDirective} ${e.blockedURI}`))";

  private final String[] options;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> excuses = new ArrayList<>();
  private Path home;
  private Chromium chromium;
  private RunningServer server;
  private Page page;

  /**
   * @param options of the server's command line
   */
  Dashboard(String... options) {
    this.options = options;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    setDefaultAssertionTimeout(30_000);
    chromium = new Chromium();
    home = Files.createTempDirectory("lipsweep-browser");
    server = new RunningServer(home, options);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (chromium != null) {
      chromium.close();
    }
    if (server != null) {
      server.close();
      try (Stream<Path> files = Files.walk(home)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    complaints.clear();
    excuses.clear();
    page = another(ColorScheme.LIGHT);
    page.navigate(server.address() + "/#token=" + server.token("admin"));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    page.context().close();
    assertThat(complaints)
        .as("what the browser complained of")
        .filteredOn(complaint -> excuses.stream().noneMatch(complaint::contains))
        .isEmpty();
  }

  RunningServer server() {
    return server;
  }

  Page page() {
    return page;
  }

  /** One more page, with storage of its own; its complaints count too. */
  Page another(ColorScheme colours) {
    Page made = chromium.page(colours, 1280, 900);
    made.onConsoleMessage(this::hear);
    made.onPageError(complaints::add);
    made.onRequest(request -> mustBeLocal(request.url()));
    made.addInitScript(TELL_VIOLATIONS);
    return made;
  }

  /** The server's folder. */
  Path home() {
    return home;
  }

  /**
   * Goes to a page.
   *
   * @param address such as {@code #/sweeps}
   */
  Page open(String address) {
    page.navigate(server.address() + "/" + address);
    return page;
  }

  /** This test makes the browser complain: what contains this text is expected. */
  void excuse(String complaint) {
    excuses.add(complaint);
  }

  private void hear(ConsoleMessage message) {
    if (message.type().equals("error")) {
      complaints.add(message.text() + " " + message.location());
    }
  }

  private void mustBeLocal(String url) {
    if (!url.startsWith(server.address()) && !url.startsWith("data:") && !url.startsWith("blob:")) {
      complaints.add("asked another host: " + url);
    }
  }
}
