package dev.lipsweep.scheduler.launcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lipsweep.scheduler.launcher.Engine;
import dev.lipsweep.scheduler.launcher.Engine.Phase;
import dev.lipsweep.scheduler.launcher.EngineFailure;
import dev.lipsweep.scheduler.launcher.kubernetes.KubernetesProperties.Tolerated;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * On a mock of the API server: it stores objects and runs nothing, so the test is the job
 * controller.
 */
@EnableKubernetesMockClient(crud = true)
class KubernetesEngineTest {
  KubernetesMockServer server;
  KubernetesClient client;

  @Test
  void a_job_asks_for_what_was_configured_and_names_its_secret_only() throws Exception {
    String name = engine("gpu-queue").submit();
    Job job = client.batch().v1().jobs().withName(name).get();

    assertThat(job.getMetadata().getLabels())
        .containsEntry("lipsweep.dev/pool", "test")
        .containsEntry("kueue.x-k8s.io/queue-name", "gpu-queue");
    assertThat(job.getSpec().getSuspend()).as("Kueue begins it").isTrue();
    assertThat(job.getSpec().getBackoffLimit()).isZero();
    PodSpec pod = job.getSpec().getTemplate().getSpec();
    assertThat(pod.getRestartPolicy()).isEqualTo("Never");
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getNodeSelector()).containsEntry("gpu", "a100");
    assertThat(pod.getTolerations())
        .singleElement()
        .satisfies(t -> assertThat(t.getKey()).isEqualTo("nvidia.com/gpu"))
        .satisfies(t -> assertThat(t.getEffect()).isEqualTo("NoSchedule"));
    var container = pod.getContainers().getFirst();
    assertThat(container.getArgs())
        .containsSubsequence("worker", "--server", "http://lipsweep:8420")
        .containsSubsequence("--name", "$(POD_NAME)")
        .containsSubsequence("--token-file", "/var/run/lipsweep/token");
    assertThat(container.getResources().getLimits())
        .containsEntry("nvidia.com/gpu", new Quantity("2"))
        .containsEntry("memory", new Quantity("8Gi"));
    assertThat(container.getEnv()).extracting(EnvVar::getName).contains("PYTORCH_FLAVOR");
    assertThat(pod.getVolumes().getFirst().getSecret().getSecretName()).isEqualTo("workers");
  }

  @Test
  void phases_follow_the_job_controller() throws Exception {
    Engine engine = engine(null);
    String name = engine.submit();
    assertThat(engine.jobs()).containsExactly(new Engine.Job(name, Phase.WAITING));
    control(name, new JobStatusBuilder().withActive(1).withReady(0).build());
    assertThat(engine.jobs()).extracting(Engine.Job::phase).containsExactly(Phase.WAITING);
    control(name, new JobStatusBuilder().withActive(1).withReady(1).build());
    assertThat(engine.jobs()).extracting(Engine.Job::phase).containsExactly(Phase.RUNNING);
    for (String end : List.of("Complete", "Failed")) {
      String other = engine.submit();
      control(
          other,
          new JobStatusBuilder()
              .addNewCondition()
              .withType(end)
              .withStatus("True")
              .endCondition()
              .build());
    }
    assertThat(engine.jobs()).extracting(Engine.Job::id).containsExactly(name);
  }

  @Test
  void other_pools_are_left_alone_and_jobs_can_be_taken_back() throws Exception {
    Engine engine = engine(null);
    var other = new KubernetesEngine(client, "other", () -> job("other", null));
    other.submit();
    String mine = engine.submit();
    assertThat(engine.jobs()).extracting(Engine.Job::id).containsExactly(mine);
    engine.withdraw(engine.jobs().getFirst());
    assertThat(engine.jobs()).isEmpty();
    assertThat(other.jobs()).hasSize(1);
  }

  @Test
  void an_api_server_that_says_no_is_a_failure_and_not_an_empty_list() {
    server
        .expect()
        .get()
        .withPath("/apis/batch/v1/namespaces/test/jobs?labelSelector=lipsweep.dev%2Fpool%3Dtest")
        .andReturn(403, "forbidden")
        .always();
    assertThatThrownBy(engine(null)::jobs).isInstanceOf(EngineFailure.class);
  }

  private void control(String name, JobStatus status) {
    client
        .batch()
        .v1()
        .jobs()
        .withName(name)
        .edit(
            job -> {
              job.setStatus(status);
              return job;
            });
  }

  private Engine engine(String queue) {
    return new KubernetesEngine(client, "test", () -> job("test", queue));
  }

  private static WorkerJob job(String pool, String queue) {
    var properties =
        new KubernetesProperties(
            null,
            "registry.example/lipsweep:1",
            "workers",
            "nvidia.com/gpu",
            2,
            4,
            "8Gi",
            Map.of("gpu", "a100"),
            List.of(new Tolerated("nvidia.com/gpu", "Exists", null, "NoSchedule")),
            queue,
            null,
            Map.of("PYTORCH_FLAVOR", "cu128"),
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            Duration.ofSeconds(10));
    return new WorkerJob(properties, pool, List.of("worker", "--server", "http://lipsweep:8420"));
  }
}
