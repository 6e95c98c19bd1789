package dev.lipsweep.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.cli.CommandTest;
import dev.lipsweep.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SearchCommandsTest extends CommandTest {
  /** Twelve trials of a grid: the bound follows the cap, the accuracy the rate. */
  private static String recording() {
    var text = new StringBuilder("lipsweep-recording\t1\ttext-tiny\t1\n");
    for (int cap = 1; cap <= 4; cap++) {
      for (double rate : new double[] {.1, .3, .9}) {
        text.append(
            "trial\t0\t100\tcompleted\toptimizer=muon\tconstraint=spectral_normalize\tsigmaMax=%d.0\tlearningRate=%s\n"
                .formatted(cap, rate));
        text.append("50\t%s\t%s\n".formatted(.1 * rate, cap));
        text.append("100\t%s\t%s\n".formatted(.2 * rate + .05 * cap, cap));
      }
    }
    return text.toString();
  }

  @Test
  void a_recorded_sweep_is_simulated_without_a_server() {
    server.on("GET /api/v1/sweeps/grid/recording", recording());
    assertThat(shell.run("record", "grid", "grid.rec.gz")).isEqualTo(ExitCode.OK);
    assertThat(shell.out()).contains("12 trials in grid.rec.gz");
    assertThat(
            shell.run(
                "simulate",
                "grid.rec.gz",
                "--search",
                "grid,frontier",
                "--stopping",
                "none",
                "--points",
                "6",
                "--seeds",
                "3"))
        .as(shell.err())
        .isEqualTo(ExitCode.OK);
    assertThat(shell.out())
        .containsPattern("grid +none +100.0 % +100.0 % +100.0 %")
        .containsPattern("frontier +none");
    assertThat(shell.run("simulate", "grid.rec.gz", "--search", "sobol", "--seeds", "2", "--json"))
        .isEqualTo(ExitCode.OK);
    assertThat(shell.out()).contains("\"search\":\"sobol\",\"stopping\":\"pareto-asha\"");
  }

  @Test
  void what_is_no_recording_or_no_search_is_told() throws IOException {
    assertThat(shell.run("simulate", "none.gz")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("none.gz: no such file");
    Files.writeString(directory.resolve("plain.gz"), "name: x");
    assertThat(shell.run("simulate", "plain.gz")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("lipsweep record SWEEP FILE");
    server.on("GET /api/v1/sweeps/grid/recording", recording());
    shell.run("record", "grid", "grid.rec.gz");
    assertThat(shell.run("simulate", "grid.rec.gz", "--search", "bayes")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("no such search: bayes");
  }

  @Test
  void a_search_shows_its_points_and_its_rungs() {
    server.on(
        "GET /api/v1/sweeps/s/search",
        """
        {"method":"frontier","points":60,"proposed":12,"growing":true,"note":"expected to add 0.1","raced":null,
         "stopping":"pareto-asha","rungs":[{"rung":1,"share":0.1,"reached":10,"stopped":3}],"reused":2}
        """);
    assertThat(shell.run("search", "s")).as(shell.err()).isEqualTo(ExitCode.OK);
    assertThat(shell.out())
        .contains("frontier, 12 of 60 points proposed")
        .contains("expected to add 0.1")
        .contains("2 results of earlier trials")
        .containsPattern("1 +10 % +10 +3");
  }

  private static final String GROWTH =
      """
      {"reference":{"log10Low":1,"log10High":4.3,"accuracy":0.04},"sweeps":[
        {"sweep":"x","name":"found","points":[{"seconds":3,"steps":100,"volume":%s},{"seconds":9,"steps":300,"volume":%s}]}%s]}
      """;

  @Test
  void growth_shows_a_search_beside_the_grid_and_draws_both() throws IOException {
    server.on(
        "GET /api/v1/sweeps/found/growth?with=grid",
        GROWTH.formatted(
            "0.3",
            "0.39",
            ",{\"name\":\"grid\",\"points\":[{\"seconds\":1,\"steps\":1000,\"volume\":0.4}]}"));
    assertThat(shell.run("growth", "found", "--with", "grid"))
        .as(shell.err())
        .isEqualTo(ExitCode.OK);
    assertThat(shell.out())
        .containsPattern("compute +steps +found +grid")
        .containsPattern("25.0 % +250 +75.0 % +0.0 %")
        .containsPattern("100.0 % +1000 +97.5 % +100.0 %")
        .contains("found: 97.5 % of the volume for 30.0 % of the compute; 95 % of it for 30.0 %");
    assertThat(shell.run("growth", "found", "--with", "grid", "--svg", "growth.svg"))
        .isEqualTo(ExitCode.OK);
    assertThat(Files.readString(directory.resolve("growth.svg"))).contains(">found</text>");
  }

  @Test
  void growth_beside_a_recording_is_measured_from_its_frontier() {
    server.on("GET /api/v1/sweeps/grid/recording", recording());
    shell.run("record", "grid", "grid.rec.gz");
    // the recorded frontier: four caps at the best rate, accuracies from .23 to .38
    server.on(
        "GET /api/v1/sweeps/found/growth?reference=1.0,4.3,0.21500000000000005",
        GROWTH.formatted("0.1", "0.2", ""));
    assertThat(shell.run("growth", "found", "--recording", "grid.rec.gz"))
        .as(shell.err())
        .isEqualTo(ExitCode.OK);
    assertThat(shell.out())
        .containsPattern("compute +steps +found +recording of text-tiny")
        .containsPattern("100.0 % +1200 ");
  }

  @Test
  void a_single_result_spans_no_volume() {
    server.on("GET /api/v1/sweeps/found/growth", GROWTH.formatted("0", "0", ""));
    assertThat(shell.run("growth", "found")).as(shell.err()).isEqualTo(ExitCode.OK);
    assertThat(shell.out())
        .contains("found: 0.0 % of the volume for 100.0 % of the compute; 95 % of it never");
  }

  @Test
  void a_sweep_without_results_has_no_growth() {
    server.on(
        "GET /api/v1/sweeps/new/growth",
        "{\"reference\":null,\"sweeps\":[{\"name\":\"new\",\"points\":[]}]}");
    assertThat(shell.run("growth", "new")).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(shell.err()).contains("no trial has ended");
  }

  @Test
  void points_of_ones_own_are_sent_and_counted() {
    server.on("POST /api/v1/sweeps/s/points", "{\"added\":2}");
    shell.input("space: [{optimizer: muon}]");
    assertThat(shell.run("add", "s", "-")).as(shell.err()).isEqualTo(ExitCode.OK);
    assertThat(shell.out()).contains("2 trials added");
  }

  @Test
  void importance_shows_both_objectives_with_how_far_the_model_is_to_be_trusted() {
    server.on(
        "GET /api/v1/sweeps/s/importance?by=optimizer",
        """
        {"sweep":"x","method":"m","groups":[
          {"group":{"optimizer":"muon"},"results":20,"note":null,
           "accuracy":{"fit":0.9,"parameters":[{"parameter":"learningRate","main":0.6,"total":0.7}]},
           "bound":{"fit":0.95,"parameters":[{"parameter":"sigmaMax","main":0.8,"total":0.85}]}},
          {"group":{"optimizer":"adamw"},"results":3,"note":"3 results with a finite bound; 8 are needed","accuracy":null,"bound":null}]}
        """);
    assertThat(shell.run("importance", "s", "--by", "optimizer"))
        .as(shell.err())
        .isEqualTo(ExitCode.OK);
    assertThat(shell.out())
        .containsPattern("learningRate +60 % +70 %")
        .containsPattern("sigmaMax +80 % +85 %")
        .contains("explains 95 %")
        .contains("8 are needed");
  }
}
