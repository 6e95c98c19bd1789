package dev.lipsweep.it.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** The panels of a page by their headings. */
record Panels(Page page) {
  Locator titled(String title) {
    return page.locator("section.panel:has(h2:text-is('%s'))".formatted(title));
  }

  /** The rows of a plot's table, opened as a person would. */
  Locator values(String title) {
    Locator details = titled(title).locator("details.values");
    if (details.getAttribute("open") == null) {
      details.locator("summary").click();
    }
    return details.locator("tbody tr");
  }
}
