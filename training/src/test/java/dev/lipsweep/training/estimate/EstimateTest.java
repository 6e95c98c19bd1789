package dev.lipsweep.training.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {
  @Test
  void the_full_nanogpt_is_counted_from_its_layers() {
    Estimate e = Estimate.of(EstimateMain.plan(List.of("nanogpt")));
    assertThat(e.parameters()).isEqualTo(162_201_600);
    assertThat(e.predictions()).isEqualTo(393_216);
    assertThat(e.weights()).isEqualTo(4L * 162_201_600);
    // gradients, their sums over 48 batches, and Muon's momentum
    assertThat(e.state()).isEqualTo(3 * e.weights());
    // 6 times the 123.6 million weights that multiply, and 8 % for attention
    assertThat(e.flops() / 393_216 / 6 / 123_568_128).isCloseTo(1.076, within(0.001));
    assertThat(e.activations()).isBetween(8_000_000_000L, 20_000_000_000L);
  }

  @Test
  void an_mlp_takes_six_operations_per_weight_and_image() {
    Estimate e = Estimate.of(EstimateMain.plan(List.of("cifar-mlp", "batchSize=100")));
    assertThat(e.flops()).isCloseTo(6.0 * 854_528 * 100, within(1.0));
  }

  @Test
  void parameters_count_and_mistakes_are_named() {
    Estimate small = Estimate.of(EstimateMain.plan(List.of("nanogpt", "blocks=2", "width=96")));
    assertThat(small.parameters()).isEqualTo(2 * 50_304 * 96 + 2 * 12 * 96 * 96);
    assertThatThrownBy(() -> EstimateMain.plan(List.of("nanogtp")))
        .hasMessageContaining("no recipe 'nanogtp'; there are text-tiny, cifar-mlp");
    assertThatThrownBy(() -> EstimateMain.plan(List.of("nanogpt", "blocks")))
        .hasMessageContaining("give PARAMETER=VALUE, not 'blocks'");
  }

  @Test
  void a_report_has_every_number_with_its_unit() {
    var plan = EstimateMain.plan(List.of("nanogpt"));
    String text = Report.text(plan, Estimate.of(plan), 1e11, 16_000_000_000L);
    assertThat(text)
        .contains("162,201,600 parameters", "393,216 predictions", "does not fit into 16.00 GB")
        .contains("100 GFLOP/s", "1,770");
    assertThat(Report.json(plan, Estimate.of(plan), 1e11)).contains("\"parameters\":162201600");
    assertThat(Report.duration(0.0123)).isEqualTo("12.3 ms");
    assertThat(Report.duration(500_000)).isEqualTo("6 days");
  }
}
