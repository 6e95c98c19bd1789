package dev.lipsweep.persistence.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.domain.wire.CheckpointReport;
import dev.lipsweep.domain.wire.Lease;
import dev.lipsweep.domain.wire.MetricBatch;
import dev.lipsweep.domain.wire.MetricChunk;
import dev.lipsweep.domain.wire.Outcome;
import dev.lipsweep.persistence.DatabaseTest;
import dev.lipsweep.persistence.TestSweeps;
import dev.lipsweep.persistence.lease.StoreCheckpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MetricsTest extends DatabaseTest {
  @Autowired Metrics metrics;
  @Autowired StoreCheckpoint checkpoint;

  @Test
  void chunks_come_back_in_order_once_each_and_without_what_is_not_finite() {
    Lease lease = running();
    var second = new MetricChunk("train/loss", 1, List.of(3L, 4L), Arrays.asList(0.5, Double.NaN));
    append(lease, second, chunk("train/loss", 0, 1.0, 1, 2), chunk("validation/loss", 0, 9.0, 2));
    append(lease, second, chunk("train/loss", 0, 77.0, 1, 2));

    List<Series> series = metrics.read(lease.trialId(), List.of("train/loss"), 500);

    assertThat(series)
        .containsExactly(
            new Series(
                "train/loss",
                List.of(
                    new Series.Point(1, 1.0),
                    new Series.Point(2, 1.0),
                    new Series.Point(3, 0.5),
                    new Series.Point(4, null)),
                4));
    assertThat(metrics.read(lease.trialId(), List.of(), 500))
        .extracting(Series::name)
        .containsExactly("train/loss", "validation/loss");
    assertThat(metrics.read(UUID.randomUUID(), List.of(), 500)).isEmpty();
  }

  @Test
  void an_attempt_that_went_on_from_a_checkpoint_replaces_what_came_after_it() {
    Lease first = running();
    append(first, chunk("l", 0, 1.0, 10, 20, 30, 40));
    sweeps.artifact(TestSweeps.CHECKPOINT);
    checkpoint.store(first.attemptId(), new CheckpointReport(1, TestSweeps.CHECKPOINT, 20, 10));
    sweeps.end(first, new Outcome.Released(40, "shutdown"));
    Lease second = sweeps.claimOne(sweeps.worker("other"));
    append(second, chunk("l", 0, 2.0, 25, 30, 35));

    List<Series.Point> points = metrics.read(first.trialId(), List.of(), 500).getFirst().points();

    assertThat(points).extracting(Series.Point::step).containsExactly(10L, 20L, 25L, 30L, 35L);
    assertThat(points).extracting(Series.Point::value).containsExactly(1.0, 1.0, 2.0, 2.0, 2.0);
  }

  @Test
  void an_attempt_from_the_start_replaces_everything() {
    Lease first = running();
    append(first, chunk("l", 0, 1.0, 10, 20));
    sweeps.end(first, new Outcome.Released(40, "shutdown"));
    Lease second = sweeps.claimOne(sweeps.worker("other"));

    assertThat(metrics.read(first.trialId(), List.of(), 500)).isEmpty();
    append(second, chunk("l", 0, 2.0, 5));
    assertThat(metrics.read(first.trialId(), List.of(), 500).getFirst().points())
        .containsExactly(new Series.Point(5, 2.0));
  }

  @Test
  void a_reduction_keeps_ends_and_extremes() {
    var points = new ArrayList<Series.Point>();
    for (int i = 0; i < 10_000; i++) {
      points.add(new Series.Point(i, i % 100 == 50 ? null : Math.sin(i / 300.0)));
    }
    points.set(4321, new Series.Point(4321, 100.0));
    points.set(8765, new Series.Point(8765, -100.0));

    Series reduced = Reduction.of(new Series("l", points, points.size()), 200);

    assertThat(reduced.total()).isEqualTo(10_000);
    assertThat(reduced.points()).hasSizeLessThanOrEqualTo(200).hasSizeGreaterThan(100);
    assertThat(reduced.points())
        .contains(points.getFirst(), points.getLast(), points.get(4321), points.get(8765));
    assertThat(reduced.points()).isSortedAccordingTo((a, b) -> Long.compare(a.step(), b.step()));
  }

  @Test
  void a_short_series_is_not_reduced_and_a_series_of_gaps_keeps_its_ends() {
    List<Series.Point> gaps =
        IntStream.range(0, 100).mapToObj(i -> new Series.Point(i, null)).toList();

    assertThat(Reduction.of(new Series("l", gaps, 100), 100).points()).isEqualTo(gaps);
    assertThat(Reduction.of(new Series("l", gaps, 100), 1).points())
        .containsExactly(gaps.getFirst(), gaps.getLast());
  }

  private Lease running() {
    sweeps.sweep("demo", 1);
    return sweeps.claimOne(sweeps.worker("w"));
  }

  private void append(Lease lease, MetricChunk... chunks) {
    metrics.append(lease.attemptId(), new MetricBatch(lease.epoch(), List.of(chunks)));
  }

  private static MetricChunk chunk(String series, int seq, double value, long... steps) {
    return new MetricChunk(
        series,
        seq,
        LongStream.of(steps).boxed().toList(),
        LongStream.of(steps).mapToObj(step -> value).toList());
  }
}
