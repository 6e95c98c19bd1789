package dev.lipsweep.worker.trainer;

import dev.lipsweep.domain.trainer.TrainerCommand;
import dev.lipsweep.domain.trainer.TrainerEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A running trainer process and the JSON lines to and from it. */
public final class Trainer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Trainer.class);

  private final int slot;
  private final Process process;
  private final TrainerLog words;
  private final JsonMapper json;
  private final long killsBefore = KernelMemory.outOfMemoryKills();
  private final CompletableFuture<TrainerEvent.Ready> ready = new CompletableFuture<>();
  private final CompletableFuture<TrainerExit> exit = new CompletableFuture<>();
  private @Nullable TrainerListener listener; // guarded by this
  private volatile boolean killed;
  private int trials;

  private Trainer(int slot, Process process, TrainerLog words, JsonMapper json) {
    this.slot = slot;
    this.process = process;
    this.words = words;
    this.json = json;
  }

  public static Trainer start(TrainerLaunch launch, int slot, JsonMapper json) throws IOException {
    TrainerLog words = launch.openLog(slot);
    var trainer = new Trainer(slot, launch.start(words), words, json);
    Thread.ofPlatform().daemon().name("trainer-" + slot).start(trainer::listen);
    return trainer;
  }

  /**
   * Waits until the engine is loaded.
   *
   * @throws IOException it ended instead, or took longer than {@code patience} and was killed
   */
  public TrainerEvent.Ready awaitReady(Duration patience) throws IOException, InterruptedException {
    try {
      return ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      kill();
      throw new IOException(
          "the trainer was not ready within %d s; its last words:%n%s"
              .formatted(patience.toSeconds(), words.lastWords()),
          e);
    } catch (ExecutionException e) {
      throw new IOException("no trainer came up: " + exit.join().message(), e);
    }
  }

  /** Hands over one trial; {@code hears} gets its events until it has ended. */
  public void train(TrainerCommand.Train command, TrainerListener hears) {
    synchronized (this) {
      listener = hears;
    }
    trials++;
    if (exit.isDone()) {
      hears.exited(exit.join());
    }
    send(command);
  }

  public void stop(TrainerCommand.Stop.How how) {
    send(new TrainerCommand.Stop(how));
  }

  public void kill() {
    killed = true;
    process.destroyForcibly();
  }

  /** False once it has ended or been told to. */
  public boolean isUsable() {
    return !killed && !exit.isDone();
  }

  /** What it will say from now on. */
  public LogSlice slice() {
    return new LogSlice(words.file());
  }

  public int trials() {
    return trials;
  }

  public OptionalLong residentBytes() {
    return KernelMemory.residentBytes(process.pid());
  }

  public ProcessHandle process() {
    return process.toHandle();
  }

  /** Lets it end by itself, which may take a checkpoint's time, and kills it if it does not. */
  public void close(Duration patience) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      log.debug("slot {}: trainer's input was closed already", slot, e);
    }
    try {
      exit.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      kill();
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(5));
  }

  private synchronized void send(TrainerCommand command) {
    try {
      OutputStream in = process.getOutputStream();
      in.write(json.writerFor(TrainerCommand.class).writeValueAsBytes(command));
      in.write('\n');
      in.flush();
    } catch (IOException e) {
      // it is gone or going; the reader will see its end
      log.debug("slot {}: trainer does not read", slot, e);
    }
  }

  private void listen() {
    try (BufferedReader out = process.inputReader()) {
      String line;
      while ((line = out.readLine()) != null) {
        hear(line);
      }
    } catch (IOException e) {
      log.debug("slot {}: trainer's output ended", slot, e);
    } catch (InterruptedException e) {
      log.debug("slot {}: no longer listening", slot, e);
    } catch (RuntimeException e) {
      log.error("slot {}: killing a trainer that cannot be understood", slot, e);
      kill();
    }
    depart();
  }

  private void hear(String line) throws InterruptedException {
    if (!line.startsWith("{")) {
      log.warn("slot {}: trainer printed: {}", slot, line);
      return;
    }
    TrainerEvent event = read(line);
    if (event instanceof TrainerEvent.Ready r) {
      ready.complete(r);
      return;
    }
    TrainerListener hears;
    synchronized (this) {
      hears = listener;
    }
    if (hears != null) {
      hears.heard(event);
    }
  }

  private TrainerEvent read(String line) {
    try {
      return json.readValue(line, TrainerEvent.class);
    } catch (JacksonException e) {
      // an event that is lost could be the trial's end: do not guess
      throw new IllegalStateException("the trainer wrote what is no event: " + line, e);
    }
  }

  private void depart() {
    TrainerExit how;
    try {
      int status = process.waitFor();
      boolean killed = KernelMemory.outOfMemoryKills() > killsBefore;
      how = new TrainerExit(status, killed, words.lastWords());
    } catch (InterruptedException e) {
      how = new TrainerExit(-1, false, "(not waited for)");
    }
    TrainerListener hears;
    synchronized (this) {
      exit.complete(how);
      hears = listener;
    }
    ready.completeExceptionally(new IOException(how.message()));
    if (hears != null) {
      hears.exited(how);
    }
  }
}
