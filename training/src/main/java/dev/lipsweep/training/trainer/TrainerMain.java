package dev.lipsweep.training.trainer;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The trainer, a long-lived child process of a worker: JSON lines {@code TrainerCommand} on
 * standard input, JSON lines {@code TrainerEvent} on standard output, logs on standard error. It
 * runs trial after trial; end of input means: stop with a checkpoint, then exit with 0. SIGINT and
 * SIGTERM mean the same, with their own exit codes.
 *
 * <p>The worker's command line decides the threads; results are bit-identical only for equal
 * numbers of them:
 *
 * <pre>
 * OMP_NUM_THREADS=1 DJL_CACHE_DIR=$LIPSWEEP_HOME/djl java --enable-native-access=ALL-UNNAMED \
 *   -Dai.djl.pytorch.num_threads=1 -Dai.djl.pytorch.num_interop_threads=1 -Xmx512m -XX:+UseSerialGC \
 *   -XX:TieredStopAtLevel=4 -cp 'lipsweep-training.jar:lib/*' dev.lipsweep.training.trainer.TrainerMain
 * </pre>
 *
 * Exit codes: 0 end of input, 64 a line that is no command, 70 the engine cannot be loaded.
 */
public final class TrainerMain {
  /** How long a checkpoint may take after a signal. */
  private static final Duration LAST_CHECKPOINT = Duration.ofSeconds(20);

  private TrainerMain() {}

  public static void main(String[] arguments) {
    PrintStream protocol = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err); // whatever a library prints must not end up in the protocol
    Events events =
        event -> {
          synchronized (protocol) {
            protocol.println(JsonLines.write(event));
          }
        };
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var trainer = new Trainer(commands, events);
    // Ctrl-C in a terminal reaches the trainer too: it means the same as the end of input
    Runtime.getRuntime().addShutdownHook(new Thread(() -> trainer.stop(LAST_CHECKPOINT)));
    System.exit(trainer.run());
  }
}
