package dev.lipsweep.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.trial.FailureCause;
import dev.lipsweep.domain.wire.CheckpointReport;
import dev.lipsweep.domain.wire.Directive;
import dev.lipsweep.domain.wire.MetricChunk;
import dev.lipsweep.domain.wire.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AgentTest {
  private static final Duration LEASE = Duration.ofSeconds(60);

  @TempDir Path home;
  private Fixture fixture;
  private FakeServer server;

  @BeforeEach
  void open() throws IOException {
    fixture = new Fixture(home, LEASE);
    server = fixture.server;
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void trials_are_finished_on_two_slots() {
    List<FakeTrial> trials =
        LongStream.range(0, 6).mapToObj(i -> server.add(Map.of("steps", 5L))).toList();
    fixture.start(2);
    trials.forEach(trial -> assertThat(outcome(trial)).isInstanceOf(Outcome.Completed.class));
    assertThat(trials).allSatisfy(t -> assertThat(t.steps()).containsExactly(1L, 2L, 3L, 4L, 5L));
    assertThat(trials).allSatisfy(t -> assertThat(t.attempts).hasSize(1));
    assertThat(trials.stream().map(AgentTest::trainerPid).distinct()).hasSizeBetween(1, 2);
    assertThat(server.workers())
        .singleElement()
        .satisfies(w -> assertThat(w.recipes()).containsEntry("scripted", 1))
        .satisfies(w -> assertThat(w.labels()).containsEntry("rack", "a"))
        .satisfies(w -> assertThat(w.slots()).isEqualTo(2));
    assertThat(fixture.drain()).isZero();
    assertThat(server.left()).hasSize(1);
    assertThat(home.resolve("attempts/test")).isEmptyDirectory();
  }

  @Test
  void metrics_and_checkpoints_come_before_the_outcome() {
    FakeTrial trial = server.add(Map.of("steps", 6L, "checkpointEvery", 3L));
    fixture.start(1);
    outcome(trial);
    long before = 0;
    for (Object accepted : trial.accepted) {
      if (accepted instanceof MetricChunk chunk) {
        before = chunk.steps().getLast();
      } else if (accepted instanceof CheckpointReport checkpoint) {
        assertThat(before).isGreaterThanOrEqualTo(checkpoint.step());
      }
    }
    assertThat(trial.accepted.getLast()).isInstanceOf(Outcome.Completed.class);
    assertThat(trial.checkpoint.step()).isEqualTo(6);
  }

  @Test
  void the_first_step_is_told_before_it_is_time_to_renew() throws IOException {
    fixture.close();
    fixture = new Fixture(home, Duration.ofDays(1));
    fixture.renewAtMost = Duration.ofDays(1);
    server = fixture.server;
    Path gate = home.resolve("gate");
    FakeTrial trial = server.add(Map.of("steps", 9L, "gate", gate.toString(), "gateStep", 2L));
    fixture.start(1);
    Await.until("word of it", () -> server.locked(() -> trial.progress != null));
    assertThat(trial.progress.step()).isEqualTo(1);
    Files.createFile(gate);
    assertThat(outcome(trial)).isInstanceOf(Outcome.Completed.class);
    assertThat(server.asked("renewals")).as("one to confirm, one to tell").isEqualTo(2);
  }

  @Test
  void what_a_trainer_says_of_a_trial_is_told_with_that_trial() {
    List<FakeTrial> told =
        java.util.stream.Stream.of("one", "two", "three")
            .map(words -> server.add(Map.of("steps", 2L, "says", words)))
            .toList();
    fixture.start(1);
    told.forEach(trial -> assertThat(outcome(trial)).isInstanceOf(Outcome.Completed.class));
    assertThat(told)
        .extracting(trial -> server.locked(trial::log))
        .containsExactly("one\n", "two\n", "three\n");
  }

  @Test
  void a_log_that_nobody_takes_costs_no_result() {
    FakeTrial trial = server.add(Map.of("steps", 2L, "says", "listen"));
    server.meet("log", Fault.FAIL, Fault.FAIL, Fault.FAIL, Fault.FAIL);
    fixture.start(1);
    assertThat(outcome(trial)).isInstanceOf(Outcome.Completed.class);
    assertThat(server.locked(trial::log)).isEmpty();
  }

  @Test
  void a_lost_claim_answer_brings_the_same_lease_again() {
    FakeTrial trial = server.add(Map.of("steps", 2L));
    server.meet("claims", Fault.DROP_ANSWER);
    fixture.start(1);
    assertThat(outcome(trial)).isInstanceOf(Outcome.Completed.class);
    assertThat(trial.attempts).hasSize(1);
  }

  @Test
  void a_lost_completion_answer_leaves_one_outcome() {
    FakeTrial trial = server.add(Map.of("steps", 2L));
    server.meet("completion", Fault.DROP_ANSWER, Fault.FAIL);
    fixture.start(1);
    assertThat(outcome(trial)).isInstanceOf(Outcome.Completed.class);
    Await.until("completion repeated", () -> server.asked("completion") == 3);
    assertThat(trial.outcomes).hasSize(1);
  }

  @Test
  void metrics_survive_an_outage_in_order_and_once() throws IOException {
    Path gate = home.resolve("gate");
    FakeTrial trial = server.add(Map.of("steps", 300L, "gate", gate.toString(), "gateStep", 101L));
    server.meet("metrics", Fault.FAIL, Fault.DROP_ANSWER, Fault.DROP_ANSWER);
    fixture.start(1);
    Await.until("first metrics", () -> server.locked(() -> trial.steps().size() > 50));
    server.goAway();
    Files.createFile(gate);
    Await.until("the trainer's end", () -> Files.exists(attemptFile(trial, "checkpoint-300")));
    server.comeBack();
    assertThat(outcome(trial)).isInstanceOf(Outcome.Completed.class);
    assertThat(trial.steps())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 300).boxed().toList());
    assertThat(trial.attempts).hasSize(1);
  }

  @Test
  void a_full_store_pauses_uploads_and_not_training() throws IOException {
    Path gate = home.resolve("gate");
    FakeTrial trial =
        server.add(
            Map.of("steps", 90L, "checkpointEvery", 10L, "gate", gate.toString(), "gateStep", 85L));
    server.full(true);
    fixture.start(1);

    Await.until(
        "metrics after the checkpoints", () -> server.locked(() -> trial.steps().size() >= 80));
    assertThat(trial.checkpoint).isNull();
    // a checkpoint that was not sent makes room for the next one
    Await.until("one file", () -> count(attemptFile(trial, ".")) == 1);

    server.full(false);
    Await.until("the newest checkpoint", () -> server.locked(() -> trial.checkpoint != null));
    assertThat(trial.checkpoint.step()).isEqualTo(80);
    Files.createFile(gate);
    assertThat(outcome(trial)).isInstanceOf(Outcome.Completed.class);
    assertThat(trial.attempts).hasSize(1);
  }

  @Test
  void a_result_waits_for_the_room_that_its_checkpoint_needs_and_the_slot_does_not() {
    server.full(true);
    // its last checkpoint is written twice, into one file
    FakeTrial first = server.add(Map.of("steps", 3L, "checkpointEvery", 3L));
    FakeTrial second = server.add(Map.of("steps", 3L));
    fixture.start(1);
    Await.until("both trained", () -> server.locked(() -> second.steps().size() == 3));
    assertThat(first.outcomes).isEmpty();
    assertThat(second.outcomes).isEmpty();

    server.full(false);
    assertThat(outcome(first)).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome(second)).isInstanceOf(Outcome.Completed.class);
    assertThat(first.attempts).hasSize(1);
  }

  @Test
  void a_stale_epoch_kills_the_trial_and_drops_its_result() {
    FakeTrial lost = server.add(Map.of("steps", 3L, "atEnd", "hold", "deaf", 1L));
    fixture.start(1);
    Await.until("training", () -> progressed(lost, 3));
    server.meet("renewals", Fault.STALE);
    FakeTrial next = server.add(Map.of("steps", 1L));
    assertThat(outcome(next)).isInstanceOf(Outcome.Completed.class);
    assertThat(lost.outcomes).isEmpty();
    // still ours by the server's clock, but not to be had again under the old epoch
    assertThat(lost.attempts).hasSize(1);
  }

  @Test
  void the_trainer_stops_before_the_lease_can_have_passed_on() {
    FakeTrial lost = server.add(Map.of("steps", 3L, "atEnd", "hold", "deaf", 1L));
    fixture.start(1);
    Await.until("training", () -> progressed(lost, 3));
    List<ProcessHandle> trainers = ProcessHandle.current().children().toList();
    server.goAway();
    fixture.hurried.addAndGet(LEASE.toNanos() * 7 / 8);
    Await.until("trainer killed", () -> trainers.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void a_crash_is_told_with_its_last_words_and_the_next_trial_gets_a_fresh_trainer() {
    FakeTrial crashing = server.add(Map.of("steps", 2L, "atEnd", "crash"));
    FakeTrial next = server.add(Map.of("steps", 2L));
    fixture.start(1);
    assertThat(outcome(crashing))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.cause()).isEqualTo(FailureCause.TRAINER_CRASHED);
              assertThat(failed.message()).contains("SIGABRT", "the matrix is on fire");
            });
    assertThat(crashing.steps()).containsExactly(1L, 2L);
    assertThat(outcome(next)).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void an_exhausted_heap_is_out_of_memory() {
    FakeTrial trial = server.add(Map.of("steps", 1L, "atEnd", "exhaust"));
    fixture.start(1);
    assertThat(outcome(trial))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.cause()).isEqualTo(FailureCause.OUT_OF_MEMORY));
  }

  @Test
  void a_paused_trial_is_given_back_with_a_checkpoint_that_the_next_attempt_goes_on_from()
      throws IOException {
    Path gate = home.resolve("gate");
    FakeTrial trial = server.add(Map.of("steps", 8L, "gate", gate.toString(), "gateStep", 5L));
    fixture.start(1);
    Await.until("training", () -> progressed(trial, 4));
    server.locked(() -> trial.directive = Directive.PAUSE);
    assertThat(outcome(trial))
        .isInstanceOfSatisfying(
            Outcome.Released.class, released -> assertThat(released.step()).isEqualTo(4));
    assertThat(trial.checkpoint.step()).isEqualTo(4);
    Files.createFile(gate);
    server.locked(
        () -> {
          trial.directive = Directive.CONTINUE;
          trial.ready = true;
          return null;
        });
    Await.until("second attempt", () -> server.locked(() -> trial.outcomes.size() == 2));
    assertThat(trial.outcomes.getLast()).isInstanceOf(Outcome.Completed.class);
    assertThat(trial.steps()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(trial.attempts).hasSize(2);
  }

  @Test
  void a_cancelled_trial_ends_and_its_trainer_stays_warm() {
    FakeTrial trial = server.add(Map.of("steps", 3L, "atEnd", "hold"));
    fixture.start(1);
    Await.until("training", () -> progressed(trial, 3));
    List<ProcessHandle> trainers = ProcessHandle.current().children().toList();
    server.locked(() -> trial.directive = Directive.CANCEL);
    assertThat(outcome(trial)).isEqualTo(new Outcome.Cancelled(3));
    FakeTrial next = server.add(Map.of("steps", 1L));
    assertThat(trainers.stream().map(ProcessHandle::pid)).contains(trainerPid(next, outcome(next)));
  }

  @Test
  void a_trial_stopped_early_completes_with_what_there_is() {
    FakeTrial trial = server.add(Map.of("steps", 3L, "atEnd", "hold"));
    fixture.start(1);
    Await.until("training", () -> progressed(trial, 3));
    server.locked(() -> trial.directive = Directive.STOP_EARLY);
    assertThat(outcome(trial))
        .isInstanceOfSatisfying(
            Outcome.Completed.class, done -> assertThat(done.stoppedEarly()).isTrue());
  }

  @Test
  void a_trial_that_its_metrics_stop_does_not_wait_for_a_renewal() {
    FakeTrial trial = server.add(Map.of("steps", 3L, "atEnd", "hold"));
    trial.afterMetrics = Directive.STOP_EARLY;
    fixture.start(1);
    assertThat(outcome(trial))
        .isInstanceOfSatisfying(
            Outcome.Completed.class, done -> assertThat(done.stoppedEarly()).isTrue());
  }

  @Test
  void a_directive_that_comes_when_its_trainer_has_the_next_trial_stops_nothing()
      throws IOException {
    Path gate = home.resolve("gate");
    server.full(true);
    FakeTrial first = server.add(Map.of("steps", 2L));
    FakeTrial next = server.add(Map.of("steps", 5L, "gate", gate.toString(), "gateStep", 4L));
    fixture.start(1);
    Await.until("the next one trains", () -> progressed(next, 3));
    server.locked(() -> first.directive = Directive.STOP_EARLY);
    int before = server.asked("renewals");
    Await.until("both have heard", () -> server.asked("renewals") > before + 20);
    server.full(false);
    Files.createFile(gate);
    assertThat(outcome(next))
        .isInstanceOfSatisfying(
            Outcome.Completed.class, done -> assertThat(done.stoppedEarly()).isFalse());
  }

  @Test
  void a_corrupted_checkpoint_is_refused() {
    FakeTrial trial = server.add(Map.of("steps", 3L, "atEnd", "hold"));
    fixture.start(1);
    Await.until("training", () -> progressed(trial, 3));
    server.locked(() -> trial.directive = Directive.PAUSE);
    outcome(trial);
    server.corrupt(trial.checkpoint.sha256());
    server.locked(
        () -> {
          trial.directive = Directive.CONTINUE;
          trial.ready = true;
          return null;
        });
    Await.until("second attempt", () -> server.locked(() -> trial.outcomes.size() == 2));
    assertThat(trial.outcomes.getLast())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.cause()).isEqualTo(FailureCause.DATA_MISSING);
              assertThat(failed.message()).contains("another hash");
            });
  }

  @Test
  void a_spent_trainer_is_replaced() {
    FakeTrial first = server.add(Map.of("steps", 1L));
    FakeTrial second = server.add(Map.of("steps", 1L));
    fixture.start(1, 1, FakeServer.TOKEN);
    assertThat(trainerPid(first, outcome(first))).isNotEqualTo(trainerPid(second, outcome(second)));
  }

  @Test
  void a_server_that_is_not_there_yet_is_waited_for() throws IOException {
    server.goAway();
    FakeTrial trial = server.add(Map.of("steps", 1L));
    fixture.start(1);
    Await.until("trainer started", () -> Files.exists(home.resolve("logs/trainer-test-0.log")));
    server.comeBack();
    assertThat(outcome(trial)).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void a_forgotten_worker_registers_again() {
    fixture.start(1);
    Await.until("registered", () -> server.asked("claims") == 1);
    server.forgetWorkers();
    FakeTrial trial = server.add(Map.of("steps", 1L));
    assertThat(outcome(trial)).isInstanceOf(Outcome.Completed.class);
    assertThat(server.asked("workers")).isEqualTo(2);
  }

  @Test
  void a_token_that_is_not_accepted_ends_the_worker() {
    fixture.start(1, 50, "lsw_wrong_token");
    assertThat(fixture.status()).isEqualTo(ExitStatus.NOT_AUTHORIZED);
  }

  @Test
  void a_drained_worker_gives_its_trials_back() {
    FakeTrial trial = server.add(Map.of("steps", 3L, "atEnd", "hold"));
    fixture.start(1);
    Await.until("training", () -> progressed(trial, 3));
    assertThat(fixture.drain()).isZero();
    assertThat(trial.outcomes).singleElement().isInstanceOf(Outcome.Released.class);
    assertThat(trial.checkpoint.step()).isEqualTo(3);
    assertThat(server.left()).hasSize(1);
  }

  @Test
  void a_pilot_takes_what_is_there_and_leaves_when_it_has_had_nothing_for_a_while() {
    FakeTrial trial = server.add(Map.of("steps", 2L));
    fixture.startPilot(Duration.ofMillis(200));
    assertThat(outcome(trial)).isInstanceOf(Outcome.Completed.class);
    assertThat(fixture.status()).isZero();
    assertThat(server.left()).hasSize(1);
  }

  @Test
  void a_pilot_without_a_server_leaves_too() {
    server.goAway();
    fixture.startPilot(Duration.ofMillis(200));
    assertThat(fixture.status()).isZero();
  }

  private Outcome outcome(FakeTrial trial) {
    Await.until(
        "outcome of trial " + trial.number, () -> server.locked(() -> !trial.outcomes.isEmpty()));
    return server.locked(() -> trial.outcomes.getFirst());
  }

  private boolean progressed(FakeTrial trial, long step) {
    return server.locked(() -> trial.progress != null && trial.progress.step() >= step);
  }

  private static long count(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path attemptFile(FakeTrial trial, String name) {
    return home.resolve("attempts/test").resolve(trial.attempt.toString()).resolve(name);
  }

  private static long trainerPid(FakeTrial trial) {
    return trainerPid(trial, trial.outcomes.getFirst());
  }

  private static long trainerPid(FakeTrial trial, Outcome outcome) {
    assertThat(outcome).as("trial %d", trial.number).isInstanceOf(Outcome.Completed.class);
    return Long.parseLong(((Outcome.Completed) outcome).result().provenance().get("pid"));
  }
}
