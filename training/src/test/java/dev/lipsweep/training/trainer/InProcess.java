package dev.lipsweep.training.trainer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.util.concurrent.CompletableFuture;

/** A trainer on a thread of the test, spoken to as if it were a process. */
final class InProcess implements AutoCloseable {
  private final Dialogue dialogue;
  private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

  InProcess() throws IOException {
    var writer = new PipedWriter();
    var reader = new BufferedReader(new PipedReader(writer, 1 << 16));
    dialogue = new Dialogue(writer);
    var trainer = new Trainer(reader, event -> dialogue.heard(JsonLines.write(event)));
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                exitCode.complete(trainer.run());
              } catch (Throwable t) {
                exitCode.completeExceptionally(t);
              }
            });
    dialogue.until("Ready");
  }

  Dialogue dialogue() {
    return dialogue;
  }

  int exitCode() {
    return exitCode.join();
  }

  @Override
  public void close() {
    dialogue.endInput();
    exitCode();
  }
}
