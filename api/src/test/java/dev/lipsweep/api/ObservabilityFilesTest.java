package dev.lipsweep.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;

/** Every metric that the dashboards and alerts of deploy/ name is one that a real server has. */
class ObservabilityFilesTest {
  private static final Path FILES = Path.of("..", "deploy", "observability");

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\w*\\s*\\()");

  /** What a query says that is no metric: selectors, groupings, ranges, texts. */
  private static final Pattern NO_METRIC =
      Pattern.compile(
          "\\{[^}]*}|\\[[^]]*]|\\b(by|without|on|ignoring)\\s*\\([^)]*\\)|\\d[\\d.]*\\w*");

  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

  /** Prometheus makes these itself. */
  private static final Set<String> ITS_OWN = Set.of("up");

  @Test
  void every_metric_that_an_alert_or_a_panel_names_is_exposed() throws IOException {
    causeTraffic();
    Set<String> exposed = exposed();
    var wanted = new ArrayList<String>();
    wanted.addAll(alerts());
    wanted.addAll(panels());
    assertThat(wanted).hasSizeGreaterThan(25);
    for (String query : wanted) {
      Set<String> names = names(query);
      assertThat(names).as(query).isNotEmpty();
      assertThat(exposed).as(query).containsAll(names);
    }
  }

  @Test
  void our_own_metrics_have_few_series() {
    String text = TestServer.admin().get("/actuator/prometheus").expect(200).text();
    assertThat(
            text.lines().filter(line -> line.startsWith("lipsweep_") && !line.contains("_bucket")))
        .hasSizeLessThan(60);
    assertThat(text).doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}");
  }

  @Test
  void prometheus_reads_the_rules_and_asks_where_the_metrics_are() throws IOException {
    Map<?, ?> config = yaml("prometheus.yml");
    assertThat((List<?>) config.get("rule_files"))
        .allSatisfy(file -> assertThat(FILES.resolve((String) file)).exists());
    var job = (Map<?, ?>) ((List<?>) config.get("scrape_configs")).getFirst();
    TestServer.admin().get((String) job.get("metrics_path")).expect(200);
    TestServer.nobody().get((String) job.get("metrics_path")).expect(401);
    assertThat(job.get("authorization")).asString().contains("Bearer").contains("credentials_file");
  }

  @Test
  void every_alert_says_what_is_wrong_and_what_to_do() throws IOException {
    for (Map<?, ?> rule : rules()) {
      assertThat(rule.get("annotations").toString()).contains("summary=", "action=");
      assertThat(rule.get("labels").toString()).contains("severity=");
    }
  }

  @Test
  void the_dashboard_uses_the_data_source_that_is_provisioned() throws IOException {
    var sources =
        (List<?>) yaml("grafana/provisioning/datasources/prometheus.yaml").get("datasources");
    Object uid = ((Map<?, ?>) sources.getFirst()).get("uid");
    for (JsonNode panel : dashboard().get("panels")) {
      assertThat(panel.at("/datasource/uid").asString()).isEqualTo(uid);
      assertThat(panel.get("description").asString()).isNotBlank();
    }
    assertThat(yaml("grafana/provisioning/dashboards/lipsweep.yaml").get("providers")).isNotNull();
  }

  /** A trial from submission to a refused write, so that every counter and timer has a reason. */
  private static void causeTraffic() {
    Api admin = TestServer.admin();
    admin
        .yaml(
            "/api/v1/sweeps",
            """
            name: observed
            recipe: text-tiny
            space: [{optimizer: muon, constraint: spectral_soft_cap, sigmaMax: 1, learningRate: 0.1}]
            """)
        .expect(201);
    var worker = new ScriptedWorker("observed");
    ScriptedWorker.Lease lease = worker.claim(1, 30).getFirst();
    lease.renew(1).expect(200);
    admin.post("/api/v1/sweeps/observed/cancel", "").expect(200);
    lease.withStaleEpoch().renew(2).expect(409);
    worker.leave();
  }

  private static Set<String> exposed() {
    String text = TestServer.admin().get("/actuator/prometheus").expect(200).text();
    Set<String> names =
        text.lines()
            .filter(line -> !line.startsWith("#") && !line.isBlank())
            .map(line -> line.split("[{ ]")[0])
            .collect(Collectors.toCollection(HashSet::new));
    names.addAll(ITS_OWN);
    return names;
  }

  private static Set<String> names(String query) {
    return NAME.matcher(NO_METRIC.matcher(query).replaceAll(" "))
        .results()
        .map(found -> found.group())
        .filter(name -> !WORDS.contains(name))
        .collect(Collectors.toSet());
  }

  private static List<String> alerts() throws IOException {
    return rules().stream().map(rule -> (String) rule.get("expr")).toList();
  }

  private static List<Map<?, ?>> rules() throws IOException {
    var rules = new ArrayList<Map<?, ?>>();
    for (Object group : (List<?>) yaml("alerts.yml").get("groups")) {
      ((List<?>) ((Map<?, ?>) group).get("rules")).forEach(rule -> rules.add((Map<?, ?>) rule));
    }
    return rules;
  }

  private static List<String> panels() throws IOException {
    return dashboard()
        .get("panels")
        .valueStream()
        .flatMap(panel -> panel.get("targets").valueStream())
        .map(target -> target.get("expr").asString())
        .toList();
  }

  private static JsonNode dashboard() throws IOException {
    return Api.JSON.readTree(Files.readString(FILES.resolve("grafana/dashboards/lipsweep.json")));
  }

  private static Map<?, ?> yaml(String file) throws IOException {
    return (Map<?, ?>)
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(FILES.resolve(file)));
  }
}
