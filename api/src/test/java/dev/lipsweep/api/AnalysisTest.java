package dev.lipsweep.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lipsweep.api.ScriptedWorker.Lease;
import dev.lipsweep.persistence.token.ApiTokens;
import dev.lipsweep.persistence.token.Scope;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the page's views of a sweep ask for, over HTTP. */
class AnalysisTest {
  private static final byte[] WEIGHTS = "analysed weights".getBytes();

  private final Api api = TestServer.admin();

  @Test
  void a_token_is_told_its_own_name_and_scopes_and_nobody_elses() {
    String text = TestServer.bean(ApiTokens.class).create("reader", Set.of(Scope.READ)).plainText();
    JsonNode own = TestServer.as(text).get("/api/v1/token").expect(200).json();
    assertThat(own.get("name").asString()).isEqualTo("reader");
    assertThat(own.get("scopes").toString()).isEqualTo("[\"read\"]");
    assertThat(own.size()).isEqualTo(2);
  }

  @Test
  void every_template_is_an_example_of_the_repository_and_a_definition() {
    JsonNode templates = api.get("/api/v1/templates").expect(200).json().get("items");
    assertThat(templates.findValuesAsString("name")).contains("demo", "cifar-frontier");
    for (JsonNode template : templates) {
      assertThat(template.get("description").asString()).isNotBlank();
      api.yaml("/api/v1/sweeps?dryRun=true", template.get("definition").asString()).expect(200);
    }
  }

  @Test
  void a_sweep_is_summed_up_over_its_parameters() {
    String sweep = trained();
    JsonNode axes = api.get(of(sweep, "axes")).expect(200).json().get("items");
    assertThat(axes.findValuesAsString("name")).containsExactly("learningRate", "sigmaMax");
    JsonNode cells =
        api.get(of(sweep, "cells?x=sigmaMax&y=learningRate&where=optimizer:muon,sigmaMax:2"))
            .expect(200)
            .json();
    assertThat(cells.get("cells").size()).isEqualTo(2);
    assertThat(cells.at("/cells/0/x").asInt()).isEqualTo(1);
    assertThat(api.get(of(sweep, "sample?limit=10")).expect(200).json().get("total").asInt())
        .isEqualTo(4);
    JsonNode pace = api.get(of(sweep, "pace")).expect(200).json();
    assertThat(pace.at("/buckets/0/completed").asInt()).isPositive();
    assertThat(api.get(of(sweep, "failures")).expect(200).json().get("items").isEmpty()).isTrue();
    assertThat(api.get(of(sweep, "timeline")).expect(200).json().get("attempts").size())
        .isEqualTo(4);
  }

  @Test
  void what_cannot_be_asked_is_said_with_what_can() {
    String sweep = trained();
    assertThat(api.get(of(sweep, "cells?x=sigmaMax&y=steps")).expect(400).text()).contains("axes");
    assertThat(api.get(of(sweep, "cells?x=sigmaMax&y=sigmaMax")).expect(400).text())
        .contains("name two parameters");
    assertThat(
            api.get(of(sweep, "cells?x=sigmaMax&y=learningRate&metric=beauty")).expect(400).text())
        .contains("accuracy, loss, bound");
    assertThat(
            api.get(of(sweep, "cells?x=sigmaMax&y=learningRate&where=optimiser:muon"))
                .expect(400)
                .text())
        .contains("did you mean 'optimizer'?");
    assertThat(
            api.get(of(sweep, "cells?x=sigmaMax&y=learningRate&where=optimizer:moon"))
                .expect(400)
                .text())
        .contains("adamw");
    api.get(of(sweep, "sample?limit=0")).expect(400);
    api.get(of(sweep, "timeline?from=2030-01-01T00:00:00Z&to=2020-01-01T00:00:00Z")).expect(400);
    api.get(of(sweep, "timeline?from=yesterday")).expect(400);
    api.get("/api/v1/sweeps/no-such/pace").expect(404);
  }

  private static String of(String sweep, String what) {
    return "/api/v1/sweeps/%s/%s".formatted(sweep, what);
  }

  private String trained() {
    api.get("/api/v1/sweeps?state=RUNNING&limit=1000")
        .json()
        .get("items")
        .forEach(s -> api.post("/api/v1/sweeps/" + s.get("id").asString() + "/cancel", ""));
    String sweep =
        api.yaml(
                "/api/v1/sweeps",
                """
                name: analysed
                recipe: text-tiny
                space:
                  - {optimizer: muon, constraint: spectral_normalize, sigmaMax: [1, 2], learningRate: [0.1, 1]}
                """)
            .expect(201)
            .json()
            .get("id")
            .asString();
    var worker = new ScriptedWorker("analyst");
    worker.api().put("/api/v1/artifacts/" + ScriptedWorker.sha256(WEIGHTS), WEIGHTS);
    for (Lease lease : worker.claim(4, 20)) {
      lease.complete(2, 0.5, ScriptedWorker.sha256(WEIGHTS)).expect(204);
    }
    worker.leave();
    return sweep;
  }
}
