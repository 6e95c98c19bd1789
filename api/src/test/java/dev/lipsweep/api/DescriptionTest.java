package dev.lipsweep.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DescriptionTest {
  private final Api api = TestServer.admin();

  @Test
  void openapi_lists_every_path_and_the_form_of_problems() {
    JsonNode document = api.get("/v3/api-docs").expect(200).json();
    assertThat(document.get("paths").propertyNames())
        .contains(
            "/api/v1/sweeps",
            "/api/v1/sweeps/{sweep}",
            "/api/v1/sweeps/{sweep}/definition",
            "/api/v1/sweeps/{sweep}/pause",
            "/api/v1/sweeps/{sweep}/resume",
            "/api/v1/sweeps/{sweep}/cancel",
            "/api/v1/sweeps/{sweep}/retry",
            "/api/v1/sweeps/{sweep}/trials",
            "/api/v1/sweeps/{sweep}/frontier",
            "/api/v1/trials/{id}",
            "/api/v1/trials/{id}/attempts",
            "/api/v1/trials/{id}/metrics",
            "/api/v1/trials/{id}/certificates",
            "/api/v1/recipes",
            "/api/v1/schema/sweep.schema.json",
            "/api/v1/workers",
            "/api/v1/workers/{id}/claims",
            "/api/v1/attempts/{id}/renewals",
            "/api/v1/artifacts",
            "/api/v1/artifacts/{sha256}",
            "/api/v1/baselines",
            "/api/v1/baselines/{baseline}",
            "/api/v1/baselines/{baseline}/pin",
            "/api/v1/baselines/{baseline}/schedule",
            "/api/v1/baselines/{baseline}/checks",
            "/api/v1/baselines/{baseline}/checks/{check}",
            "/api/v1/events");
    assertThat(document.at("/paths/~1api~1v1~1sweeps/post/requestBody/content").propertyNames())
        .contains("application/yaml", "application/json");
    JsonNode problem = document.at("/components/schemas/ProblemBody/properties");
    assertThat(problem.propertyNames()).contains("type", "detail", "problems");
    assertThat(document.at("/components/securitySchemes/token/scheme").asString())
        .isEqualTo("bearer");
  }

  @Test
  void recipes_say_what_they_can_be_told() {
    JsonNode recipe = api.get("/api/v1/recipes/text-tiny").expect(200).json();
    assertThat(recipe.get("version").asInt()).isEqualTo(1);
    JsonNode sigmaMax = null;
    for (JsonNode parameter : recipe.get("parameters")) {
      sigmaMax = parameter.get("name").asString().equals("sigmaMax") ? parameter : sigmaMax;
    }
    assertThat(sigmaMax).isNotNull();
    assertThat(sigmaMax.get("type").asString()).isEqualTo("real");
    assertThat(sigmaMax.get("minExcluded").asBoolean()).isTrue();
    assertThat(sigmaMax.get("default").isNull()).isTrue();
    assertThat(sigmaMax.at("/relevantWhen/parameter").asString()).isEqualTo("constraint");
    assertThat(api.get("/api/v1/recipes").expect(200).json().get("items").size())
        .isGreaterThanOrEqualTo(2);
  }

  @Test
  void the_schema_of_definitions_is_published() {
    JsonNode schema = api.get("/api/v1/schema/sweep.schema.json").expect(200).json();
    assertThat(schema.get("$schema").asString()).contains("2020-12");
    assertThat(schema.at("/oneOf/0/properties/space/items/properties/optimizer/anyOf/0/enum"))
        .anySatisfy(value -> assertThat(value.asString()).isEqualTo("muon"));
    JsonNode text = schema.at("/oneOf/0/properties/layerConstraints/anyOf/0");
    assertThat(text.get("type").asString()).isEqualTo("string");
    assertThat("head=none, q=stiefel@2").matches(text.get("pattern").asString());
  }

  @Test
  void the_store_says_where_it_is_how_much_it_holds_and_whether_it_is_full() {
    JsonNode store = api.get("/api/v1/artifacts").expect(200).json();
    assertThat(store.get("place").asString()).endsWith("artifacts");
    assertThat(store.get("bytes").asLong()).isNotNegative();
    assertThat(store.get("full").isNull()).isTrue();
  }

  @Test
  void prometheus_knows_trials_claims_expiries_and_fenced_writes() {
    assertThat(api.get("/actuator/prometheus").expect(200).text())
        .contains("lipsweep_trials{state=\"COMPLETED\"}")
        .contains("lipsweep_claim_seconds")
        .contains("lipsweep_lease_expiries_total")
        .contains("lipsweep_fenced_writes_total")
        .contains("lipsweep_artifacts_full 0.0");
  }
}
