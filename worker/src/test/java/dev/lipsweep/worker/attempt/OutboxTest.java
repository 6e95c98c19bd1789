package dev.lipsweep.worker.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.trainer.TrainerEvent;
import dev.lipsweep.domain.wire.MetricChunk;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.worker.Await;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutboxTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  private static final Outbox.Item SAVED =
      new Outbox.Item.Saved(new TrainerEvent.Checkpoint("a", "f", "s", 2, 10));
  private static final Outbox.Item END = new Outbox.Item.End(new Outcome.Cancelled(3));

  @Test
  void points_are_sent_together_but_never_past_a_checkpoint() throws InterruptedException {
    var outbox = new Outbox(Duration.ofDays(1));
    outbox.put(points(0, 1));
    outbox.put(points(1, 1));
    outbox.put(SAVED);
    outbox.put(points(2, 1));
    outbox.put(END);
    assertThat(outbox.take(SOON))
        .isInstanceOfSatisfying(
            Outbox.Item.Points.class, p -> assertThat(seqs(p)).containsExactly(0, 1));
    assertThat(outbox.nextCheckpoint()).isNotNull();
    assertThat(outbox.take(SOON)).isEqualTo(SAVED);
    assertThat(outbox.nextCheckpoint()).isNull();
    assertThat(outbox.take(SOON)).isInstanceOf(Outbox.Item.Points.class);
    assertThat(outbox.take(SOON)).isEqualTo(END);
  }

  @Test
  void enough_points_do_not_wait_for_more() throws InterruptedException {
    var outbox = new Outbox(Duration.ofDays(1));
    outbox.put(points(0, 1500));
    outbox.put(points(1, 1500));
    outbox.put(points(2, 1500));
    assertThat(outbox.take(SOON))
        .isInstanceOfSatisfying(
            Outbox.Item.Points.class, p -> assertThat(seqs(p)).containsExactly(0, 1));
  }

  @Test
  void a_full_outbox_makes_the_trainer_wait_until_there_is_room() throws Exception {
    var outbox = new Outbox(Duration.ZERO);
    outbox.put(points(0, 50_000));
    Thread trainer =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    outbox.put(points(1, 1));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    Await.until("the trainer waits", () -> trainer.getState() == Thread.State.WAITING);
    outbox.take(SOON);
    trainer.join();
    assertThat(outbox.take(SOON))
        .isInstanceOfSatisfying(
            Outbox.Item.Points.class, p -> assertThat(seqs(p)).containsExactly(1));
  }

  @Test
  void a_discarded_outbox_lets_go_of_who_waits_and_takes_nothing_more() throws Exception {
    var outbox = new Outbox(Duration.ZERO);
    outbox.put(points(0, 50_000));
    outbox.discard();
    outbox.put(points(1, 60_000));
    outbox.put(points(2, 60_000));
    assertThat(outbox.nextCheckpoint()).isNull();
  }

  private static Outbox.Item points(int seq, int count) {
    return new Outbox.Item.Points(
        List.of(
            new MetricChunk(
                "train/loss",
                seq,
                LongStream.range(0, count).boxed().toList(),
                Collections.nCopies(count, 0.5))));
  }

  private static List<Integer> seqs(Outbox.Item.Points points) {
    return points.chunks().stream().map(MetricChunk::seq).toList();
  }

  @Test
  void who_has_something_else_to_do_need_not_wait_for_ever() throws Exception {
    assertThat(new Outbox(Duration.ZERO).take(Duration.ofMillis(1))).isNull();
  }
}
