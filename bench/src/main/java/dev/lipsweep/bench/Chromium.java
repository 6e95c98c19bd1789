package dev.lipsweep.bench;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The machine's own Chromium, without a window, with a profile that is deleted at the end. */
final class Chromium implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private final Process process;
  private final Path profile;
  private final DevTools tools;

  private Chromium(Process process, Path profile, DevTools tools) {
    this.process = process;
    this.profile = profile;
    this.tools = tools;
  }

  /**
   * The program to start, or what to do where there is none.
   *
   * @param named null for the first that is found on the PATH
   */
  static Path program(@Nullable Path named) throws IOException {
    if (named != null) {
      if (!Files.isExecutable(named)) {
        throw new IOException(named + " is no program: --browser names Chromium or Chrome");
      }
      return named;
    }
    String path = System.getenv("PATH");
    return NAMES.stream()
        .flatMap(
            name ->
                Stream.of((path == null ? "" : path).split(File.pathSeparator))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "no Chromium on the PATH: install it (Debian: apt install chromium), or name it by --browser FILE"));
  }

  static Chromium start(Path program) throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory("lipsweep-chromium");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop-browser"));
    try {
      return new Chromium(process, profile, new DevTools(address(process, profile)));
    } catch (IOException | RuntimeException e) {
      end(process, profile);
      throw e;
    }
  }

  /** A page with storage and a cache of its own, in a window that is there to be used. */
  Page page() throws IOException, InterruptedException {
    String context =
        tools
            .send(null, "Target.createBrowserContext", Map.of())
            .get("browserContextId")
            .asString();
    String target =
        tools
            .send(
                null,
                "Target.createTarget",
                Map.of(
                    "url",
                    "about:blank",
                    "browserContextId",
                    context,
                    "width",
                    Page.WIDTH,
                    "height",
                    Page.HEIGHT))
            .get("targetId")
            .asString();
    String session =
        tools
            .send(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asString();
    awaitIdle();
    return new Page(tools, session, context);
  }

  /** A new window first loads the browser's own pages; those are nobody's visit. */
  private void awaitIdle() throws IOException, InterruptedException {
    double before = processorSeconds();
    for (int idle = 0; idle < 3; ) {
      Thread.sleep(100);
      double now = processorSeconds();
      idle = now - before > 0.015 ? 0 : idle + 1;
      before = now;
    }
  }

  private double processorSeconds() throws IOException {
    return tools
        .send(null, "SystemInfo.getProcessInfo", Map.of())
        .get("processInfo")
        .valueStream()
        .mapToDouble(one -> one.get("cpuTime").asDouble())
        .sum();
  }

  /** It writes down its port when it listens. */
  private static URI address(Process process, Path profile)
      throws IOException, InterruptedException {
    Path file = profile.resolve("DevToolsActivePort");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      if (lines.size() > 1) {
        return URI.create("ws://127.0.0.1:%s%s".formatted(lines.get(0), lines.get(1)));
      }
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException("the browser did not start");
      }
      Thread.sleep(50);
    }
  }

  @Override
  public void close() {
    tools.close();
    end(process, profile);
  }

  private static void end(Process process, Path profile) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    process.onExit().completeOnTimeout(process, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    children.forEach(child -> child.onExit().completeOnTimeout(child, 5, TimeUnit.SECONDS).join());
    OwnServer.delete(profile);
  }
}
