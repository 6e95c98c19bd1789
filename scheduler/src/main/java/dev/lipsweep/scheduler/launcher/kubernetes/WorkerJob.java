package dev.lipsweep.scheduler.launcher.kubernetes;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The job of one worker: one pod that is never started again, since the launcher knows better
 * whether another is needed. The token is a file from a Secret; the worker knows the server and
 * nothing of the cluster.
 */
record WorkerJob(KubernetesProperties properties, String pool, List<String> arguments) {
  static final String POOL = "lipsweep.dev/pool";
  private static final String QUEUE = "kueue.x-k8s.io/queue-name";
  private static final String TOKENS = "/var/run/lipsweep";
  private static final String HOME = "/var/lib/lipsweep";

  /** The user of the images; the file of the token belongs to its group. */
  private static final long USER = 10001;

  Job named(String name) {
    var words = new ArrayList<>(arguments);
    words.addAll(List.of("--name", "$(POD_NAME)", "--token-file", TOKENS + "/token"));
    return new JobBuilder()
        .withNewMetadata()
        .withName(name)
        .withLabels(labels())
        .endMetadata()
        .withNewSpec()
        .withBackoffLimit(0)
        .withTtlSecondsAfterFinished(Math.toIntExact(properties.keep().toSeconds()))
        .withSuspend(properties.queue() != null)
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(Map.of(POOL, pool))
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withTerminationGracePeriodSeconds(properties.grace().toSeconds())
        .withAutomountServiceAccountToken(false)
        .withServiceAccountName(properties.serviceAccount())
        .withNodeSelector(properties.nodeSelector())
        .withTolerations(tolerations())
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(USER)
        .withRunAsGroup(USER)
        .withFsGroup(USER)
        .endSecurityContext()
        .addNewContainer()
        .withName("worker")
        .withImage(properties.image())
        .withArgs(words)
        .addNewEnv()
        .withName("POD_NAME")
        .withNewValueFrom()
        .withNewFieldRef()
        .withFieldPath("metadata.name")
        .endFieldRef()
        .endValueFrom()
        .endEnv()
        .addNewEnv()
        .withName("LIPSWEEP_HOME")
        .withValue(HOME)
        .endEnv()
        .addAllToEnv(environment())
        .withNewResources()
        .withRequests(resources())
        .withLimits(resources())
        .endResources()
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .endSecurityContext()
        .addNewVolumeMount()
        .withName("token")
        .withMountPath(TOKENS)
        .withReadOnly(true)
        .endVolumeMount()
        .addNewVolumeMount()
        .withName("home")
        .withMountPath(HOME)
        .endVolumeMount()
        .endContainer()
        .addNewVolume()
        .withName("token")
        .withNewSecret()
        .withSecretName(properties.tokenSecret())
        .withDefaultMode(0440)
        .endSecret()
        .endVolume()
        .addNewVolume()
        .withName("home")
        .withNewEmptyDir()
        .endEmptyDir()
        .endVolume()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private Map<String, String> labels() {
    return properties.queue() == null
        ? Map.of(POOL, pool)
        : Map.of(POOL, pool, QUEUE, properties.queue());
  }

  private Map<String, Quantity> resources() {
    var resources = new HashMap<String, Quantity>();
    resources.put("cpu", new Quantity(Integer.toString(properties.cpus())));
    resources.put("memory", new Quantity(properties.memory()));
    if (properties.gpus() > 0) {
      resources.put(properties.gpuResource(), new Quantity(Integer.toString(properties.gpus())));
    }
    return resources;
  }

  private List<Toleration> tolerations() {
    return properties.tolerations().stream()
        .map(
            t ->
                new TolerationBuilder()
                    .withKey(t.key())
                    .withOperator(t.operator())
                    .withValue(t.value())
                    .withEffect(t.effect())
                    .build())
        .toList();
  }

  private List<EnvVar> environment() {
    return properties.environment().entrySet().stream()
        .map(e -> new EnvVar(e.getKey(), e.getValue(), null))
        .toList();
  }
}
