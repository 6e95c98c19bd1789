package dev.lipsweep.scheduler.launcher.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a job asks the cluster for.
 *
 * @param namespace null for that of the server's pod or kubeconfig
 * @param image whose entry point is the script {@code lipsweep}
 * @param tokenSecret a Secret whose key {@code token} is a token with scope worker
 * @param gpuResource how the cluster calls its GPUs
 * @param gpus for each worker
 * @param cpus for each worker
 * @param memory for each worker, such as {@code 4Gi}
 * @param nodeSelector labels that a node must have
 * @param tolerations of taints that GPU nodes often have
 * @param queue Kueue's queue; null without Kueue
 * @param serviceAccount null for the namespace's default; it needs no rights
 * @param environment of the worker. No secrets: it stands in the job
 * @param grace how long a worker has to give its trials back
 * @param keep how long a finished job can be looked at
 * @param patience how long a request may take before it is given up
 */
@ConfigurationProperties("lipsweep.kubernetes")
public record KubernetesProperties(
    @Nullable String namespace,
    @DefaultValue("lipsweep:latest") String image,
    @DefaultValue("lipsweep-worker-token") String tokenSecret,
    @DefaultValue("nvidia.com/gpu") String gpuResource,
    @DefaultValue("0") int gpus,
    @DefaultValue("1") int cpus,
    @DefaultValue("2Gi") String memory,
    @DefaultValue Map<String, String> nodeSelector,
    @DefaultValue List<Tolerated> tolerations,
    @Nullable String queue,
    @Nullable String serviceAccount,
    @DefaultValue Map<String, String> environment,
    @DefaultValue("60s") Duration grace,
    @DefaultValue("10m") Duration keep,
    @DefaultValue("10s") Duration patience) {
  public KubernetesProperties {
    nodeSelector = Map.copyOf(nodeSelector);
    tolerations = List.copyOf(tolerations);
    environment = Map.copyOf(environment);
  }

  /**
   * As Kubernetes has it.
   *
   * @param operator {@code Exists} or {@code Equal}
   * @param effect null for every effect
   */
  public record Tolerated(
      String key,
      @DefaultValue("Exists") String operator,
      @Nullable String value,
      @Nullable String effect) {}
}
