package dev.lipsweep.scheduler.launcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The files under deploy/kubernetes, as strictly as the API server would read them. */
class ManifestsTest {
  private static final Path FOLDER = Path.of("../deploy/kubernetes");

  @Test
  void every_field_is_known_to_its_kind() throws Exception {
    List<HasMetadata> all = manifests();
    assertThat(all)
        .extracting(HasMetadata::getKind)
        .contains("Namespace", "Deployment", "Service", "Role", "RoleBinding");
    for (HasMetadata manifest : all) {
      requireKnown(manifest, manifest.getKind() + " " + manifest.getMetadata().getName());
    }
  }

  @Test
  void the_kustomization_names_every_file_and_no_other() throws Exception {
    Map<String, Object> kustomization =
        new Yaml().load(Files.readString(FOLDER.resolve("kustomization.yaml")));
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat((List<?>) kustomization.get("resources"))
          .map(Object::toString)
          .containsExactlyInAnyOrderElementsOf(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> !name.equals("kustomization.yaml"))
                  .filter(name -> !name.equals("lipsweep.yaml"))
                  .toList());
    }
    assertThat(FOLDER.resolve("lipsweep.yaml")).exists();
  }

  @Test
  void containers_run_without_rights_and_the_launcher_may_handle_jobs_only() throws Exception {
    for (HasMetadata manifest : manifests()) {
      if (manifest instanceof Deployment deployment) {
        var pod = deployment.getSpec().getTemplate();
        assertThat(deployment.getSpec().getSelector().getMatchLabels())
            .isEqualTo(pod.getMetadata().getLabels());
        assertThat(pod.getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
        for (Container container : pod.getSpec().getContainers()) {
          assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
          assertThat(container.getSecurityContext().getCapabilities().getDrop())
              .containsExactly("ALL");
        }
      }
      if (manifest instanceof Role role) {
        assertThat(role.getRules())
            .containsExactly(
                new PolicyRuleBuilder()
                    .withApiGroups("batch")
                    .withResources("jobs")
                    .withVerbs("get", "list", "create", "delete")
                    .build());
      }
    }
  }

  private static List<HasMetadata> manifests() throws IOException {
    var all = new ArrayList<HasMetadata>();
    Map<String, Object> kustomization =
        new Yaml().load(Files.readString(FOLDER.resolve("kustomization.yaml")));
    for (Object name : (List<?>) kustomization.get("resources")) {
      for (String document : Files.readString(FOLDER.resolve(name.toString())).split("(?m)^---$")) {
        all.add(Serialization.unmarshal(document, HasMetadata.class));
      }
    }
    return all;
  }

  /** The models keep what they do not know in additionalProperties. */
  private static void requireKnown(Object value, String path) throws ReflectiveOperationException {
    if (value instanceof Collection<?> many) {
      for (Object one : many) {
        requireKnown(one, path + "[]");
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Object one : map.values()) {
        requireKnown(one, path + "{}");
      }
    } else if (value.getClass().getName().startsWith("io.fabric8.kubernetes.api.model")
        && !(value instanceof Quantity)
        && !(value instanceof IntOrString)) {
      for (Method getter : value.getClass().getMethods()) {
        if (getter.getName().startsWith("get") && getter.getParameterCount() == 0) {
          look(value, getter, path + "/" + getter.getName().substring(3));
        }
      }
    }
  }

  private static void look(Object owner, Method getter, String path)
      throws ReflectiveOperationException {
    Object value;
    try {
      value = getter.invoke(owner);
    } catch (InvocationTargetException e) {
      throw new AssertionError(path, e);
    }
    if (getter.getName().equals("getAdditionalProperties")) {
      assertThat((Map<?, ?>) value).as("unknown fields at %s", path).isEmpty();
    } else if (value != null && !getter.getName().equals("getClass")) {
      requireKnown(value, path);
    }
  }
}
