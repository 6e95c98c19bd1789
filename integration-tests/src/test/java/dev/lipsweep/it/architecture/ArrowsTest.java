package dev.lipsweep.it.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between the modules, as README and DESIGN draw them. */
class ArrowsTest {
  private static final Map<String, List<String>> ARROWS =
      Map.of(
          "domain", List.of(),
          "training", List.of("domain"),
          "audit", List.of("domain"),
          "worker", List.of("domain"),
          "persistence", List.of("domain"),
          "scheduler", List.of("persistence", "domain"),
          "api", List.of("scheduler", "persistence", "audit", "domain"),
          "cli", List.of("domain"),
          "bench", List.of("domain"));

  private static final Map<String, List<String>> FOREIGN =
      Map.of(
          "domain",
              List.of(
                  "org.springframework..",
                  "jakarta..",
                  "tools.jackson..",
                  "com.fasterxml..",
                  "ai.djl..",
                  "java.sql..",
                  "java.net.http.."),
          "training",
              List.of("org.springframework..", "jakarta..", "java.sql..", "java.net.http.."),
          "audit",
              List.of(
                  "org.springframework..",
                  "jakarta..",
                  "ai.djl..",
                  "java.sql..",
                  "java.net.http.."),
          "worker", List.of("org.springframework..", "jakarta..", "java.sql..", "ai.djl.."),
          "persistence", List.of("org.springframework.web..", "ai.djl.."),
          "scheduler", List.of("org.springframework.web..", "ai.djl.."),
          "api", List.of("ai.djl.."),
          "cli", List.of("org.springframework..", "jakarta..", "java.sql..", "ai.djl.."),
          "bench", List.of("org.springframework..", "jakarta..", "ai.djl.."));

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .importPaths(ARROWS.keySet().stream().map(ArrowsTest::compiled).toList());

  static Stream<String> modules() {
    return ARROWS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void a_module_depends_only_on_the_modules_that_its_arrows_point_at(String module) {
    assertThat(HOUSE.that(resideInAPackage(packageOf(module)))).isNotEmpty();
    List<String> forbidden =
        modules()
            .filter(other -> !other.equals(module) && !ARROWS.get(module).contains(other))
            .map(ArrowsTest::packageOf)
            .toList();
    noClasses()
        .that()
        .resideInAPackage(packageOf(module))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden.toArray(String[]::new))
        .check(HOUSE);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void a_module_keeps_out_the_frameworks_that_are_not_its_business(String module) {
    noClasses()
        .that()
        .resideInAPackage(packageOf(module))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(FOREIGN.get(module).toArray(String[]::new))
        .check(HOUSE);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void every_class_of_a_module_lives_under_its_own_package(String module) {
    classes()
        .should()
        .resideInAPackage(packageOf(module))
        .check(new ClassFileImporter().importPath(compiled(module)));
  }

  @Test
  void the_vocabulary_has_no_cycles() {
    slices()
        .matching("dev.lipsweep.domain.(*)..")
        .should()
        .beFreeOfCycles()
        .check(HOUSE.that(resideInAPackage(packageOf("domain"))));
  }

  @Test
  void only_training_speaks_to_the_engine() {
    noClasses()
        .that(not(resideInAPackage(packageOf("training"))))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl..")
        .check(HOUSE);
  }

  private static Path compiled(String module) {
    return Path.of("..", module, "target", "classes");
  }

  private static String packageOf(String module) {
    return "dev.lipsweep." + module + "..";
  }
}
