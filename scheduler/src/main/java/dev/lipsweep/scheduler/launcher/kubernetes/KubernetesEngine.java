package dev.lipsweep.scheduler.launcher.kubernetes;

import dev.lipsweep.scheduler.launcher.Engine;
import dev.lipsweep.scheduler.launcher.EngineFailure;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** A {@code batch/v1} Job for each worker, in one namespace, known by a label. */
final class KubernetesEngine implements Engine {
  private final KubernetesClient client;
  private final String pool;
  private final Supplier<WorkerJob> job;

  /**
   * @param client whose namespace is the jobs'
   */
  KubernetesEngine(KubernetesClient client, String pool, Supplier<WorkerJob> job) {
    this.client = client;
    this.pool = pool;
    this.job = job;
  }

  @Override
  public String name() {
    return "kubernetes";
  }

  @Override
  public List<Job> jobs() throws EngineFailure {
    try {
      return client.batch().v1().jobs().withLabel(WorkerJob.POOL, pool).list().getItems().stream()
          .filter(found -> !isOver(found))
          .map(found -> new Job(found.getMetadata().getName(), phase(found)))
          .toList();
    } catch (KubernetesClientException e) {
      throw failure("its jobs cannot be listed", e);
    }
  }

  @Override
  public String submit() throws EngineFailure {
    String name = pool + "-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    try {
      client.batch().v1().jobs().resource(job.get().named(name)).create();
      return name;
    } catch (KubernetesClientException e) {
      throw failure("no job can be created", e);
    }
  }

  /** One that has begun in the meantime gets a SIGTERM, and gives back what it has taken. */
  @Override
  public void withdraw(Job job) throws EngineFailure {
    try {
      client
          .batch()
          .v1()
          .jobs()
          .withName(job.id())
          .withPropagationPolicy(DeletionPropagation.BACKGROUND)
          .delete();
    } catch (KubernetesClientException e) {
      throw failure("job %s cannot be deleted".formatted(job.id()), e);
    }
  }

  private static boolean isOver(io.fabric8.kubernetes.api.model.batch.v1.Job job) {
    JobStatus status = job.getStatus();
    return status != null
        && status.getConditions() != null
        && status.getConditions().stream()
            .anyMatch(
                c ->
                    (Objects.equals(c.getType(), "Complete")
                            || Objects.equals(c.getType(), "Failed"))
                        && Objects.equals(c.getStatus(), "True"));
  }

  /** A pod that has no node yet, or a job that Kueue holds back, waits. */
  private static Phase phase(io.fabric8.kubernetes.api.model.batch.v1.Job job) {
    if (job.getMetadata().getDeletionTimestamp() != null) {
      return Phase.ENDING;
    }
    JobStatus status = job.getStatus();
    Integer ready = status == null ? null : status.getReady();
    return ready == null || ready == 0 ? Phase.WAITING : Phase.RUNNING;
  }

  private static EngineFailure failure(String what, KubernetesClientException e) {
    return new EngineFailure(
        "%s: %s".formatted(what, Objects.requireNonNullElse(e.getMessage(), "no reason given")), e);
  }
}
