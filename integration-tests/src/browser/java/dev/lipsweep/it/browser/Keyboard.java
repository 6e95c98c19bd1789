package dev.lipsweep.it.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;

/** A person who has no mouse. */
record Keyboard(Page page) {
  /** More elements than any page has that can be reached. */
  private static final int PATIENCE = 200;

  /** Goes to an element by the key Tab, and presses Enter there. */
  void enter(Locator target) {
    tabTo(target);
    page.keyboard().press("Enter");
  }

  void tabTo(Locator target) {
    target.waitFor(attached());
    for (int i = 0; i < PATIENCE; i++) {
      page.keyboard().press("Tab");
      if ((Boolean) target.evaluate("element => element === document.activeElement")) {
        return;
      }
    }
    throw new AssertionError("not reached by the key Tab: " + target);
  }

  /** An element that is there, shown or not. */
  static Locator.WaitForOptions attached() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
  }
}
