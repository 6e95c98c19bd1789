package dev.lipsweep.cli.demo;

import dev.lipsweep.cli.Shell;
import dev.lipsweep.cli.client.Refused;
import dev.lipsweep.cli.client.Server;
import dev.lipsweep.cli.client.Views.Frontier;
import dev.lipsweep.cli.client.Views.Sweep;
import dev.lipsweep.cli.sweep.DefinitionFile;
import dev.lipsweep.cli.sweep.FrontierText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The sweep of the demonstration. Which one it is, is remembered in the home folder under the
 * definition's hash; the same hash is the idempotency key, for the case that we were killed between
 * the submission and the note.
 */
final class DemoSweep {
  private final Shell shell;
  private final Path home;
  private final Server server;
  private final DefinitionFile definition;

  DemoSweep(Shell shell, Path home, Server server, DefinitionFile definition) {
    this.shell = shell;
    this.home = home;
    this.server = server;
    this.definition = definition;
  }

  Sweep startOrResume(boolean again) {
    Optional<Sweep> known = again ? Optional.empty() : remembered();
    if (known.isPresent() && !known.get().state().equals("CANCELLED")) {
      return goOn(known.get());
    }
    known.ifPresent(
        sweep -> say("sweep %s was cancelled; starting a new one".formatted(sweep.id())));
    boolean first = !again && known.isEmpty();
    String key = "demo-" + definition.sha256() + (first ? "" : "-" + Instant.now().toEpochMilli());
    // a stored answer may be old, and the sweep of a used key may be finished by now
    String id = server.read(definition.submit(server, key), Sweep.class).id();
    Sweep sweep = server.get("/api/v1/sweeps/" + id, Sweep.class);
    remember(id);
    say("sweep %s: %d trials of %s".formatted(sweep.name(), sweep.trials("total"), sweep.recipe()));
    return sweep;
  }

  private Sweep goOn(Sweep sweep) {
    if (sweep.state().equals("PAUSED")) {
      say("sweep %s was paused%s; it goes on".formatted(sweep.name(), why(sweep)));
      return server.read(server.post("/api/v1/sweeps/" + sweep.id() + "/resume"), Sweep.class);
    }
    if (sweep.isFinished()) {
      say(
          "sweep %s is complete, this is what came out; --again trains it afresh"
              .formatted(sweep.name()));
    } else {
      say(
          "sweep %s goes on: %d of %d trials are done"
              .formatted(sweep.name(), sweep.finished(), sweep.trials("total")));
    }
    return sweep;
  }

  /** Prints the frontier and what it says about the methods, and draws it. */
  void report(Sweep end, String dashboard) {
    String path = "/api/v1/sweeps/%s/frontier?format=".formatted(end.id());
    say("");
    Frontier overall = server.get(path + "json", Frontier.class);
    FrontierText.lines(overall, shell.width()).forEach(this::say);
    say("");
    Frontier byOptimizer = server.get(path + "json&by=optimizer", Frontier.class);
    MethodNotes.of(overall, byOptimizer).forEach(this::say);
    failures(end);
    Path picture = draw(server.get(path + "svg&by=optimizer,constraint&all=true"));
    say("");
    say("picture    " + picture);
    say("dashboard  " + dashboard);
    shell.out().flush();
  }

  private void failures(Sweep end) {
    int failed = end.trials("FAILED");
    if (failed > 0) {
      say(
          "%d trials failed: 'lipsweep trials %s --state FAILED' says why, 'lipsweep retry %2$s' runs them again"
              .formatted(failed, end.id()));
    }
    int infeasible = end.trials("INFEASIBLE");
    if (infeasible > 0) {
      say("%d trials diverged and are not on the frontier".formatted(infeasible));
    }
    if (!end.state().equals("COMPLETED")) {
      say("the sweep is %s%s".formatted(end.state().toLowerCase(java.util.Locale.ROOT), why(end)));
    }
  }

  private Path draw(String svg) {
    for (Path folder : new Path[] {shell.directory(), home}) {
      Path file = folder.resolve("frontier.svg");
      try {
        Files.writeString(file, svg);
        return file;
      } catch (IOException e) {
        say("cannot write %s (%s)".formatted(file, e.getClass().getSimpleName()));
      }
    }
    return home.resolve("frontier.svg");
  }

  private Optional<Sweep> remembered() {
    Path note = note();
    try {
      if (!Files.exists(note)) {
        return Optional.empty();
      }
      String id = Files.readString(note).strip();
      return Optional.of(server.get("/api/v1/sweeps/" + Server.encoded(id), Sweep.class));
    } catch (Refused e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remember(String id) {
    try {
      Files.createDirectories(home.resolve("demo"));
      Files.writeString(note(), id + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path note() {
    return home.resolve("demo").resolve(definition.sha256() + ".sweep");
  }

  private static String why(Sweep sweep) {
    return sweep.message() == null ? "" : " (" + sweep.message() + ")";
  }

  private void say(String line) {
    shell.out().println(line);
  }
}
