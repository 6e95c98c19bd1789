package dev.lipsweep.scheduler.launcher.kubernetes;

import dev.lipsweep.scheduler.launcher.Engine;
import dev.lipsweep.scheduler.launcher.PilotCommand;
import dev.lipsweep.scheduler.launcher.PoolProperties;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "lipsweep.workers", havingValue = "kubernetes")
class KubernetesConfiguration {
  /** As the pod's service account, or as kubeconfig says. */
  @Bean
  KubernetesClient kubernetesClient(KubernetesProperties properties) {
    int patience = Math.toIntExact(properties.patience().toMillis());
    Config config =
        new ConfigBuilder()
            .withConnectionTimeout(patience)
            .withRequestTimeout(patience)
            // the launcher tries again by itself, and less often each time
            .withRequestRetryBackoffLimit(0)
            .build();
    if (properties.namespace() != null) {
      config.setNamespace(properties.namespace());
    }
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  @Bean
  Engine kubernetes(
      KubernetesClient client,
      KubernetesProperties properties,
      PoolProperties pool,
      PilotCommand pilot) {
    return new KubernetesEngine(
        client,
        pool.name(),
        () ->
            new WorkerJob(properties, pool.name(), pilot.arguments(pilot.server().orElseThrow())));
  }
}
