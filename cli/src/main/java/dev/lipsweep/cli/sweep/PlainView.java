package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Views.Sweep;
import dev.lipsweep.cli.client.Views.Trial;
import dev.lipsweep.cli.output.Format;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line for each trial that has ended, and one for the sweep when nothing ended for a while. */
final class PlainView implements SweepView {
  private static final long QUIET = Duration.ofSeconds(10).toNanos();

  private final Server server;
  private final PrintWriter out;
  private Map<String, Trial> running = Map.of();
  private long lastLine = System.nanoTime() - QUIET;

  PlainView(Server server, PrintWriter out) {
    this.server = server;
    this.out = out;
  }

  @Override
  public void show(Sweep sweep, List<Trial> nowRunning) {
    var now = new HashMap<String, Trial>();
    nowRunning.forEach(trial -> now.put(trial.id(), trial));
    for (Trial before : running.values()) {
      if (!now.containsKey(before.id())) {
        ended(sweep, before);
      }
    }
    running = now;
    if (System.nanoTime() - lastLine >= QUIET && !sweep.isFinished()) {
      print(sweep, SweepText.activity(sweep));
    }
  }

  @Override
  public void close() {
    out.flush();
  }

  @Override
  public void leave() {
    out.flush();
  }

  private void ended(Sweep sweep, Trial before) {
    Trial trial = server.get("/api/v1/trials/" + Server.encoded(before.id()), Trial.class);
    String result =
        switch (trial.state()) {
          case "COMPLETED" ->
              "accuracy %s at bound %s".formatted(Format.percent(trial.accuracy()), bound(trial));
          case "READY", "WAITING" -> "goes on later";
          default -> Format.words(trial.state()) + reason(trial.reason());
        };
    print(
        sweep,
        "trial %d, %s seed=%d: %s"
            .formatted(trial.number(), Format.method(trial.parameters()), trial.seed(), result));
  }

  private void print(Sweep sweep, String what) {
    out.println(
        "%3.0f %%  %d/%d  %s"
            .formatted(100 * sweep.progress(), sweep.finished(), sweep.trials("total"), what));
    lastLine = System.nanoTime();
  }

  private static String bound(Trial trial) {
    return trial.bound() == null ? "unknown" : trial.bound().text();
  }

  private static String reason(@Nullable String reason) {
    return reason == null ? "" : ", " + reason;
  }
}
