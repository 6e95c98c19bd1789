package dev.lipsweep.it.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.lipsweep.it.system.RunningServer;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Writing a sweep in the page, by text and by form, and all views by keyboard alone. */
@Tag("browser")
class NewSweepIT {
  @RegisterExtension static final Dashboard dashboard = new Dashboard("--workers", "none");

  private RunningServer server;
  private Page page;

  @BeforeEach
  void open() {
    server = dashboard.server();
    page = dashboard.page();
  }

  @Test
  void a_template_is_an_example_of_the_repository_and_is_counted_at_once() throws Exception {
    dashboard.open("#/new");
    page.selectOption("#template", "cifar-frontier");
    String example = Files.readString(RunningServer.ROOT.resolve("examples/cifar-frontier.yaml"));
    assertThat(page.locator("#definition")).hasValue(example);
    page.selectOption("#template", "demo");
    assertThat(page.locator(".verdict")).containsText("42 trials");
    assertThat(page.locator(".verdict")).containsText("28 configurations");
    assertThat(page.locator(".verdict")).containsText("no worker is there now");
  }

  @Test
  void what_is_wrong_stands_behind_its_line_and_in_the_form_with_what_would_be_right() {
    dashboard.excuse("status of 400");
    edit(
        """
        name: wrong
        recipe: text-tiny
        constraint: spectral_normalize
        learningRate: 0.1
        space:
          - optimizer: moon
            sigmaMax: [1, -2]
        """);
    assertThat(page.locator(".code-line.wrong")).hasCount(2);
    assertThat(page.locator(".code-line.wrong").first()).containsText("optimizer: moon");
    assertThat(page.locator(".code-line.wrong .inline-problem").first()).containsText("muon");
    assertThat(page.locator(".problems li").last()).containsText("line 7");
    assertThat(page.locator(".field.wrong")).hasCount(2);
    assertThat(page.locator("#field-space-0-sigmaMax-hint")).containsText("a number > 0");
    assertThat(submit()).isDisabled();
    page.locator(".problems button").last().click();
    assertThat(page.evaluate("getSelection().toString()")).asString().contains("sigmaMax: [1, -2]");
    page.fill("#field-space-0-sigmaMax", "1, 2");
    page.locator("#field-space-0-optimizer-summary").click();
    page.locator("#field-space-0-optimizer-muon").check();
    assertThat(page.locator(".code-line.wrong")).hasCount(0);
    assertThat(submit()).isEnabled();
  }

  @Test
  void text_and_form_are_one_definition_and_comments_stay() {
    edit(
        "# why\nname: both   # its name\nrecipe: text-tiny\nseeds: 2\noptimizer: muon\nconstraint: none\nlearningRate: 0.1\n");
    assertThat(page.locator("#field-seeds")).hasValue("2");
    page.fill("#field-seeds", "5");
    page.keyboard().press("Tab");
    assertThat(page.locator("#definition"))
        .hasValue(
            "# why\nname: both   # its name\nrecipe: text-tiny\nseeds: 5\noptimizer: muon\nconstraint: none\nlearningRate: 0.1\n");
    assertThat(page.locator(".verdict")).containsText("5 trials");
    dashboard.excuse("status of 400"); // the block repeats what stands at the top
    page.locator("#add-block").click();
    assertThat(page.locator("#definition")).hasValue(Pattern.compile("space:\\n  - optimizer"));
    page.locator("#settings summary").click();
    page.fill("#field-limits-deadline", "6h");
    page.keyboard().press("Tab");
    assertThat(page.locator("#definition")).hasValue(Pattern.compile("limits:\\n  deadline: 6h"));
    page.locator("#definition").fill("name: from-text\nrecipe: text-tiny\n");
    assertThat(page.locator("#field-name")).hasValue("from-text");
    assertThat(page.locator("#field-seeds")).hasValue("");
  }

  @Test
  void completion_offers_keys_and_values_of_the_recipe() {
    dashboard.excuse("status of 400"); // a definition that is half written is not valid yet
    edit("name: c\nrecipe: text-tiny\nspace:\n");
    page.locator("#definition").press("Control+End");
    page.keyboard().type("  - opti");
    Locator list = page.locator("#completions");
    assertThat(list.locator("li").first()).containsText("optimizer");
    page.keyboard().press("Enter");
    page.keyboard().type("ada");
    page.keyboard().press("ArrowDown");
    assertThat(page.locator("#definition")).hasAttribute("aria-activedescendant", "completions-1");
    page.keyboard().press("ArrowUp");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    page.keyboard().press("Control+Space");
    assertThat(list.locator("li b:text-is('sigmaMax')")).isVisible();
    page.keyboard().press("Escape");
    assertThat(list).isHidden();
    assertThat(page.locator("#definition"))
        .hasValue("name: c\nrecipe: text-tiny\nspace:\n  - optimizer: adamw\n    ");
  }

  @Test
  void a_draft_is_shared_by_its_address_and_survives_a_reload() throws Exception {
    String text =
        "name: shared\nrecipe: text-tiny # größer\noptimizer: muon\nconstraint: none\nlearningRate: 0.1\n";
    edit(text);
    assertThat(page.locator(".verdict")).containsText("1 trial");
    assertThat(page).hasURL(Pattern.compile("text="));
    page.reload();
    assertThat(page.locator("#definition")).hasValue(text);
    Page other = dashboard.another(ColorScheme.DARK);
    other.navigate(page.url().replace("#/", "#token=" + server.token("admin") + "&/"));
    assertThat(other.locator("#definition")).hasValue(text);
    other.context().close();
  }

  @Test
  void a_sweep_is_submitted_once_and_run_again_with_changes() {
    String text =
        "name: once\nrecipe: text-tiny\noptimizer: muon\nconstraint: none\nlearningRate: [0.1, 0.2]\n";
    edit(text);
    submit().click();
    assertThat(page.locator("h1")).hasText("once");
    assertThat(page.locator(".counts")).containsText("2 ready");
    page.locator("a:has-text('Run again with changes')").click();
    assertThat(page.locator("#definition")).hasValue(text);
  }

  @Test
  void points_are_added_to_a_sweep_that_is_there_and_what_is_wrong_with_them_is_said() {
    String sweep =
        server.submit(
            "name: grows\nrecipe: text-tiny\noptimizer: muon\nconstraint: none\nspace: [{learningRate: 0.1}]\n");
    dashboard.open("#/sweeps/" + sweep + "/trials");
    page.locator("button:has-text('Add points')").click();
    Locator text = page.locator("dialog textarea");
    assertThat(text).isFocused();
    dashboard.excuse("status of 400");
    text.fill("space:\n  - learningRate: -1\n");
    page.locator("dialog button.primary").click();
    assertThat(page.locator("dialog .code-line.wrong")).containsText("a number > 0");
    text.fill("space:\n  - learningRate: [0.1, 0.2]\n");
    page.locator("dialog button.primary").click();
    assertThat(page.locator(".toast")).containsText("1 trial added to grows");
    assertThat(page.locator(".counts")).containsText("2 ready");
    server.post("/api/v1/sweeps/" + sweep + "/cancel");
    assertThat(page.locator("button:has-text('Add points')")).hasCount(0);
  }

  private void edit(String text) {
    dashboard.open("#/new");
    assertThat(page.locator(".verdict")).containsText("trial");
    page.locator("#definition").fill(text);
  }

  private Locator submit() {
    return page.locator("button:has-text('Submit')");
  }
}
