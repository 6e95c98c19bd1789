package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.Shell;
import dev.lipsweep.cli.client.Refused;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Unreachable;
import dev.lipsweep.cli.client.Views.Sweep;
import dev.lipsweep.cli.client.Views.Trial;
import java.time.Duration;
import java.util.List;

/**
 * Follows a sweep to its end. It asks again and again rather than listen, so that a server that
 * restarts in between is no more than a pause.
 */
public final class SweepWatch {
  private static final Duration PERIOD = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int MOST_SHOWN = 64;

  private final Server server;
  private final SweepView view;
  private final Runnable whenSilent;

  private SweepWatch(Server server, SweepView view, Runnable whenSilent) {
    this.server = server;
    this.view = view;
    this.whenSilent = whenSilent;
  }

  /** Shows the progress in place on a terminal, and as plain lines elsewhere. */
  public static SweepWatch of(Server server, Shell shell) {
    return of(server, shell, () -> {});
  }

  /**
   * @param whenSilent called when the server does not answer; it throws if there is no use in
   *     waiting
   */
  public static SweepWatch of(Server server, Shell shell, Runnable whenSilent) {
    SweepView view =
        shell.terminal() ? new TerminalView(shell) : new PlainView(server, shell.out());
    return new SweepWatch(server, view, whenSilent);
  }

  /** Shows the progress as plain lines on the error stream: the output stays the caller's. */
  public static SweepWatch onError(Server server, Shell shell) {
    return new SweepWatch(server, new PlainView(server, shell.err()), () -> {});
  }

  static SweepWatch silent(Server server, Shell shell) {
    return new SweepWatch(server, new SilentView(), () -> {});
  }

  /**
   * The sweep when it is finished, or when it has paused itself and says why.
   *
   * @param sweep id or name; a name is resolved once
   */
  public Sweep untilFinished(String sweep) throws InterruptedException {
    String id = server.get(path(sweep), Sweep.class).id();
    long silentSince = 0;
    var atInterrupt = new Thread(view::leave, "leave-view");
    Runtime.getRuntime().addShutdownHook(atInterrupt);
    try {
      while (true) {
        try {
          Sweep now = server.get(path(id), Sweep.class);
          List<Trial> running =
              server.list(path(id) + "/trials?state=RUNNING", MOST_SHOWN, Trial.class).items();
          silentSince = 0;
          view.show(now, running);
          if (now.isFinished() || hasGivenUp(now)) {
            return now;
          }
        } catch (Unreachable e) {
          whenSilent.run();
          silentSince = silentSince == 0 ? System.nanoTime() : silentSince;
          giveUpAfterPatience(silentSince, e);
        } catch (Refused e) {
          if (e.status() < 500) {
            throw e;
          }
          silentSince = silentSince == 0 ? System.nanoTime() : silentSince;
          giveUpAfterPatience(silentSince, e);
        }
        Thread.sleep(PERIOD);
      }
    } finally {
      view.close();
      removed(atInterrupt);
    }
  }

  private static void removed(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the program is being stopped: the hook runs, or has run
    }
  }

  private static boolean hasGivenUp(Sweep sweep) {
    return sweep.state().equals("PAUSED") && sweep.message() != null;
  }

  private static void giveUpAfterPatience(long silentSince, RuntimeException e) {
    if (System.nanoTime() - silentSince > PATIENCE.toNanos()) {
      throw e;
    }
  }

  private static String path(String sweep) {
    return "/api/v1/sweeps/" + Server.encoded(sweep);
  }

  /** Shows nothing: the caller prints the end. */
  private static final class SilentView implements SweepView {
    @Override
    public void show(Sweep sweep, List<Trial> running) {}

    @Override
    public void close() {}

    @Override
    public void leave() {}
  }
}
