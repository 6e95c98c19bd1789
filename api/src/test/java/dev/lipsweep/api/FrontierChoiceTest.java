package dev.lipsweep.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a request may choose of a frontier, and the reduced picture of all results behind it. */
class FrontierChoiceTest {
  private static final Api API = TestServer.admin();
  private static final ScriptedWorker WORKER = new ScriptedWorker("chooser");
  private static final String SWEEP = "choice-" + UUID.randomUUID();
  private static final String PATH = "/api/v1/sweeps/" + SWEEP + "/frontier";

  /** Bound and accuracy by sigmaMax, 1 to 4; each seed is a tenth of a decade worse. */
  @BeforeAll
  static void results() {
    API.get("/api/v1/sweeps?state=RUNNING&limit=1000")
        .json()
        .get("items")
        .forEach(s -> API.post("/api/v1/sweeps/" + s.get("id").asString() + "/cancel", ""));
    API.yaml(
            "/api/v1/sweeps",
            """
            name: %s
            recipe: text-tiny
            space:
              - optimizer: muon
                constraint: [spectral_soft_cap, spectral_normalize]
                sigmaMax: [1, 2, 3, 4]
                learningRate: 0.1
            seeds: 2
            """
                .formatted(SWEEP))
        .expect(201);
    for (ScriptedWorker.Lease lease : WORKER.claim(16, 5)) {
      JsonNode parameters = lease.json().get("parameters");
      double size = parameters.get("sigmaMax").asDouble();
      boolean soft = parameters.get("constraint").asString().equals("spectral_soft_cap");
      byte[] weights = lease.trial().getBytes(StandardCharsets.UTF_8);
      String sha256 = ScriptedWorker.sha256(weights);
      TestServer.worker().put("/api/v1/artifacts/" + sha256, weights);
      lease
          .complete(
              2 * size + lease.json().get("seed").asLong() / 10.0,
              (size + (soft ? 0.5 : 0)) / 10,
              sha256)
          .expect(204);
    }
  }

  @AfterAll
  static void leave() {
    WORKER.leave();
  }

  @Test
  void results_are_chosen_by_their_parameters() {
    JsonNode all = API.get(PATH + "?by=constraint").expect(200).json();
    assertThat(all.get("groups")).hasSize(2);
    JsonNode some =
        API.get(PATH + "?where=" + encoded("{constraint: spectral_normalize, sigmaMax: [2, 3.0]}"))
            .expect(200)
            .json();
    assertThat(accuracies(some)).containsExactly(0.2, 0.3);
    assertThat(
            accuracies(
                API.get(PATH + "?where=" + encoded("{\"sigmaMax\": [\"1\"]}")).expect(200).json()))
        .containsExactly(0.15);
  }

  @Test
  void objectives_are_chosen_in_the_words_of_a_definition() {
    JsonNode frontier = API.get(PATH + "?objectives=loss,accuracy").expect(200).json();
    assertThat(frontier.get("objectives").toString()).isEqualTo("[\"loss:min\",\"accuracy:max\"]");
    assertThat(accuracies(frontier)).containsExactly(0.45);
    assertThat(API.get(PATH + "?objectives=loss,accuracy&aggregate=mean").expect(400).detail())
        .contains("bound:min against accuracy:max");
  }

  @Test
  void a_wrong_choice_is_refused_by_the_name_of_its_parameter() {
    assertThat(API.get(PATH + "?by=optimiser").expect(400).detail())
        .contains("by/0", "did you mean 'optimizer'?");
    assertThat(API.get(PATH + "?where=" + encoded("{sigmaMax: tall}")).expect(400).detail())
        .contains("where/sigmaMax", "not a value of sigmaMax");
    assertThat(API.get(PATH + "?where=" + encoded("{sigmaMax: [")).expect(400).detail())
        .startsWith("where: ");
    assertThat(API.get(PATH + "?objectives=bound,speed").expect(400).detail())
        .contains("objectives/1", "whether more of it is better");
    assertThat(API.get(PATH + "?evidence=rumour").expect(400).detail()).contains("evidence");
  }

  @Test
  void a_named_frontier_can_be_asked_otherwise_than_it_was_defined() {
    String name = "named-" + SWEEP;
    API.yaml("/api/v1/frontiers", "name: %s\nsweeps: [%s]\nby: constraint\n".formatted(name, SWEEP))
        .expect(201);
    String path = "/api/v1/frontiers/" + name;
    assertThat(API.get(path).json().get("groups")).hasSize(2);
    assertThat(API.get(path + "?by=").json().get("groups")).hasSize(1);
    assertThat(API.get(path + "?by=sigmaMax").json().get("groups")).hasSize(4);
    JsonNode worst = API.get(path + "?aggregate=worst&by=").expect(200).json();
    assertThat(worst.get("seeds").asString()).isEqualTo("worst");
    assertThat(worst.at("/groups/0/points/0/log10Bound").asDouble()).isEqualTo(2.1);
    assertThat(API.get(path + "/scatter").expect(200).json().get("groups")).hasSize(2);
    assertThat(API.get(path + "/choices").expect(200).json().get("parameters")).hasSize(2);
  }

  @Test
  void a_compact_answer_says_once_what_all_points_share() {
    JsonNode whole = API.get(PATH).expect(200).json();
    JsonNode compact = API.get(PATH + "?compact=true").expect(200).json();
    assertThat(compact.at("/common/optimizer").asString()).isEqualTo("muon");
    JsonNode point = compact.at("/groups/0/points/0");
    assertThat(point.get("parameters").propertyNames()).containsExactly("sigmaMax");
    assertThat(whole.at("/groups/0/points/0/parameters").size())
        .isEqualTo(compact.get("common").size() + 1);
    assertThat(whole.has("common")).isFalse();
    assertThat(whole.at("/groups/0/points/0").has("configurationHash")).isTrue();
    assertThat(point.has("configurationHash")).isFalse();
    assertThat(whole.at("/groups/0/points/0/bound/log10")).isEqualTo(point.get("log10Bound"));
    assertThat(point.has("bound")).isFalse();
  }

  @Test
  void all_results_are_sent_as_a_picture_needs_them() {
    JsonNode scatter = API.get(PATH + "/scatter?by=constraint").expect(200).json();
    assertThat(scatter.get("rule").asString()).isEqualTo("certified-quick");
    assertThat(scatter.at("/whole/left").asDouble()).isEqualTo(2);
    assertThat(scatter.at("/whole/right").asDouble()).isEqualTo(8.1);
    assertThat(scatter.get("groups")).hasSize(2);
    assertThat(scatter.at("/groups/0/dots")).hasSize(8);
    JsonNode window =
        API.get(PATH + "/scatter?left=2&right=5&bottom=0&top=1&columns=10&rows=10")
            .expect(200)
            .json();
    assertThat(window.at("/groups/0/inside").asInt()).isEqualTo(8);
    assertThat(window.at("/groups/0/results").asInt()).isEqualTo(16);
    assertThat(API.get(PATH + "/scatter?left=2&right=5").expect(400).detail())
        .contains("four borders");
    assertThat(API.get(PATH + "/scatter?left=5&right=2&bottom=0&top=1").expect(400).detail())
        .contains("right", "empty");
    assertThat(API.get(PATH + "/scatter?columns=0").expect(400).detail()).contains("1 to 500");
  }

  @Test
  void what_every_seed_attains_is_the_lower_edge_of_a_band() {
    JsonNode bands = API.get(PATH + "/seeds?by=constraint").expect(200).json().get("items");
    assertThat(bands).hasSize(2);
    for (JsonNode band : bands) {
      boolean soft = band.at("/group/constraint").asString().equals("spectral_soft_cap");
      assertThat(band.get("seeds").asInt()).isEqualTo(2);
      assertThat(band.at("/steps/0/log10Bound").asDouble()).isEqualTo(2.1);
      assertThat(band.at("/steps/0/accuracy").asDouble()).isEqualTo(soft ? 0.15 : 0.1);
      assertThat(band.get("steps")).hasSize(4);
    }
    assertThat(API.get(PATH + "/seeds?objectives=loss,accuracy").expect(400).detail())
        .contains("bound:min against accuracy:max");
  }

  @Test
  void a_trial_names_the_seeds_of_its_configuration() {
    JsonNode point = API.get(PATH).json().at("/groups/0/points/0");
    JsonNode seeds =
        API.get("/api/v1/trials/%s/seeds".formatted(point.get("trialId").asString()))
            .expect(200)
            .json()
            .get("items");
    assertThat(seeds).hasSize(2);
    for (int seed = 0; seed < 2; seed++) {
      JsonNode trial = seeds.get(seed);
      assertThat(trial.get("seed").asInt()).isEqualTo(seed);
      assertThat(trial.get("configurationHash")).isEqualTo(point.get("configurationHash"));
    }
  }

  @Test
  void what_can_be_chosen_is_told() {
    JsonNode choices = API.get(PATH + "/choices").expect(200).json();
    JsonNode sigma = choices.at("/parameters/1");
    assertThat(sigma.get("name").asString()).isEqualTo("sigmaMax");
    assertThat(sigma.get("levels")).hasSize(4);
    assertThat(sigma.at("/levels/3/value").asDouble()).isEqualTo(4);
    assertThat(choices.get("metrics").toString()).contains("\"accuracy\"", "\"trainSeconds\"");
    assertThat(choices.get("rules").toString()).isEqualTo("[\"certified-quick\"]");
  }

  @Test
  void two_sweeps_are_compared_by_the_area_that_they_dominate() {
    JsonNode same = API.get(PATH + "/compare?with=" + SWEEP).expect(200).json();
    assertThat(same.at("/from/points").asInt()).isEqualTo(4);
    assertThat(same.at("/groups/0/hypervolume/difference").asDouble()).isZero();
    assertThat(same.at("/groups/0/hypervolume/highLog10").asDouble()).isEqualTo(8);
    API.get(PATH + "/compare?with=nobody").expect(404);
    API.get(PATH + "/compare").expect(400);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<Double> accuracies(JsonNode frontier) {
    var accuracies = new ArrayList<Double>();
    frontier
        .get("groups")
        .forEach(g -> g.get("points").forEach(p -> accuracies.add(p.get("accuracy").asDouble())));
    return accuracies;
  }
}
