package dev.lipsweep.bench;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/**
 * A page of the dashboard, used as a person does: by pointer. The times are those of the page's own
 * clock, from the event of the input to the frame after the one that the answer was drawn in.
 */
final class Page implements AutoCloseable {
  static final int WIDTH = 1280;
  static final int HEIGHT = 900;

  private final DevTools tools;
  private final String session;
  private final String context;
  private final AtomicLong received = new AtomicLong();

  Page(DevTools tools, String session, String context) throws IOException {
    this.tools = tools;
    this.session = session;
    this.context = context;
    tools.listen(session, this::hear);
    send("Network.enable", Map.of());
    send("Page.enable", Map.of());
    try (InputStream script =
        requireNonNull(Page.class.getResourceAsStream("page.js"), "page.js")) {
      String source = new String(script.readAllBytes(), StandardCharsets.UTF_8);
      send("Page.addScriptToEvaluateOnNewDocument", Map.of("source", source));
    }
  }

  /** Opens an address, and says after how many milliseconds the plot was there. */
  double open(String address) throws IOException {
    send("Page.navigate", Map.of("url", address));
    return evaluate("bench.drawn()").asDouble();
  }

  /** Bytes that came over the wire until nothing more did: heads and compressed bodies. */
  long received() throws IOException {
    evaluate("bench.quiet()");
    return received.get();
  }

  /** Marks a part of the plot, as shares of it; milliseconds until it was shown. */
  double zoom(double left, double right, double bottom, double top) throws IOException {
    JsonNode box = evaluate("bench.box('.frontier .canvas')");
    double[] from = {place(box, "x", "width", left), place(box, "y", "height", bottom)};
    double[] to = {place(box, "x", "width", right), place(box, "y", "height", top)};
    evaluate("bench.listen()");
    mouse("mouseMoved", from);
    mouse("mousePressed", from);
    mouse("mouseMoved", to);
    mouse("mouseReleased", to);
    return evaluate("bench.answered()").asDouble();
  }

  /** Clicks on what a selector finds. */
  void click(String selector) throws IOException {
    JsonNode box = evaluate("bench.box(%s)".formatted(quoted(selector)));
    double[] middle = {place(box, "x", "width", 0.5), place(box, "y", "height", 0.5)};
    mouse("mouseMoved", middle);
    mouse("mousePressed", middle);
    mouse("mouseReleased", middle);
  }

  /** Clicks on what makes the plot another one; milliseconds until it was shown. */
  double choose(String selector) throws IOException {
    evaluate("bench.box(%s)".formatted(quoted(selector)));
    evaluate("bench.listen()");
    click(selector);
    return evaluate("bench.answered()").asDouble();
  }

  private static String quoted(String selector) {
    return "`" + selector + "`";
  }

  private static double place(JsonNode box, String from, String size, double share) {
    return box.get(from).asDouble() + share * box.get(size).asDouble();
  }

  private void mouse(String type, double[] at) throws IOException {
    send(
        "Input.dispatchMouseEvent",
        Map.of("type", type, "x", at[0], "y", at[1], "button", "left", "clickCount", 1));
  }

  private JsonNode evaluate(String expression) throws IOException {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IOException(
          "%s: %s"
              .formatted(
                  expression,
                  answer.at("/exceptionDetails/exception/description").asString("it failed")));
    }
    return answer.get("result").path("value");
  }

  private void hear(String event, JsonNode what) {
    if (event.equals("Network.loadingFinished")) {
      received.addAndGet(what.get("encodedDataLength").asLong());
    }
  }

  private JsonNode send(String method, Map<String, ?> parameters) throws IOException {
    return tools.send(session, method, new HashMap<>(parameters));
  }

  @Override
  public void close() throws IOException {
    tools.send(null, "Target.disposeBrowserContext", Map.of("browserContextId", context));
  }
}
