package dev.lipsweep.it.browser;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Looks at a page as axe-core does: what keeps people out who cannot see, hear or point. */
final class Axe {
  private static final String SERIOUS =
      """
      async () => (await axe.run()).violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .flatMap(({ id, help, nodes }) => nodes.map((node) =>
              `${id}: ${help}: ${node.html.slice(0, 200)} ${node.any[0]?.message ?? ''}`))
      """;

  private Axe() {}

  /** What is serious or critical. */
  @SuppressWarnings("unchecked")
  static List<String> barriers(Page page) throws IOException {
    page.evaluate(source());
    return (List<String>) page.evaluate(SERIOUS);
  }

  /** Of the library's binding to Playwright only the script is used. */
  private static String source() throws IOException {
    try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
