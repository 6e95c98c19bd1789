package dev.lipsweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code lipsweep}, run by bash in a folder of its own with a java that says how it was
 * called.
 */
class LauncherScriptTest {
  private static final Path SCRIPT = Path.of("..", "lipsweep");

  private record Result(int exitCode, String output) {}

  @TempDir Path temporary;
  private Path root;
  private Path java;

  @BeforeEach
  void make_a_checkout_with_a_space_in_its_path() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs /bin/bash");
    root = Files.createDirectories(temporary.resolve("my checkout"));
    Files.copy(SCRIPT, root.resolve("lipsweep"));
    executable(root.resolve("lipsweep"));
    for (String jar :
        List.of(
            "api/target/lipsweep-server.jar",
            "worker/target/lipsweep-worker.jar",
            "training/target/lipsweep-training.jar",
            "cli/target/lipsweep-cli.jar",
            "bench/target/lipsweep-bench.jar")) {
      write(root.resolve(jar), "");
    }
    java = jdk("jdk-25", "25.0.1");
  }

  @Test
  void no_jdk_is_one_line_that_says_what_to_do() throws Exception {
    Path old = jdk("jdk-17", "17.0.15");
    Result result = run(Map.of("JAVA_HOME", home(old)), "sweeps");
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.output())
        .hasLineCount(1)
        .contains("needs a JDK >= 21 and found none", "is 17", "install", "LIPSWEEP_JAVA");
  }

  @Test
  void the_named_java_has_to_be_new_enough() throws Exception {
    Result result = run(Map.of("LIPSWEEP_JAVA", jdk("jdk-17", "17").toString()), "sweeps");
    assertThat(result.output()).hasLineCount(1).contains("is Java 17");
  }

  @Test
  void java_home_goes_before_the_newest_installed_one() throws Exception {
    Path older = jdk("jdk-21", "21.0.2");
    assertThat(run(Map.of("JAVA_HOME", home(older)), "sweeps").output())
        .contains("jdk-21/bin/java");
    Path installed = temporary.resolve("jvm");
    Files.createDirectories(installed);
    Files.createSymbolicLink(installed.resolve("a"), older.getParent().getParent());
    Files.createSymbolicLink(installed.resolve("b"), java.getParent().getParent());
    assertThat(run(Map.of("LIPSWEEP_JVMS", installed.toString()), "sweeps").output())
        .contains("b/bin/java");
  }

  @Test
  void it_works_from_anywhere_and_through_a_symbolic_link() throws Exception {
    Path bin = Files.createDirectories(temporary.resolve("bin dir"));
    Files.createSymbolicLink(bin.resolve("first"), Path.of("../my checkout/lipsweep"));
    Files.createSymbolicLink(bin.resolve("lipsweep"), Path.of("first"));
    Result result = run(bin.resolve("lipsweep"), found(), "status", "a b");
    assertThat(result.exitCode()).isZero();
    assertThat(result.output())
        .contains("root=" + root.toRealPath())
        .contains("[dev.lipsweep.cli.LipsweepCommand] [status] [a b]");
  }

  @Test
  void server_and_worker_are_programs_of_their_own() throws Exception {
    assertThat(run(found(), "server", "--port", "9").output())
        .contains("[" + root.toRealPath() + "/api/target/lipsweep-server.jar] [--port] [9]");
    assertThat(run(found(), "worker", "--slots", "1").output())
        .contains("[dev.lipsweep.worker.WorkerMain] [--slots] [1]");
  }

  @Test
  void home_counts_for_every_verb_and_wherever_it_stands() throws Exception {
    for (List<String> arguments :
        List.of(
            List.of("server", "--home", "/data/my home"),
            List.of("worker", "--home=/data/my home"),
            List.of("--home", "/data/my home", "sweeps"))) {
      assertThat(run(found(), arguments.toArray(String[]::new)).output())
          .contains("home=/data/my home\n");
    }
    assertThat(run(found(), "demo", "--home", "here").output())
        .contains("home=" + temporary.toRealPath() + "/here\n");
    assertThat(run(found(), "demo", "--home").exitCode()).isEqualTo(2);
  }

  @Test
  void a_newer_source_is_built_and_a_failed_build_shows_its_errors() throws Exception {
    write(root.resolve("pom.xml"), "");
    write(root.resolve("cli/pom.xml"), "");
    write(root.resolve("cli/src/main/java/A.java"), "");
    Files.setLastModifiedTime(
        root.resolve("cli/src/main/java/A.java"), FileTime.from(Instant.now().plusSeconds(60)));
    Path bin = tools();
    program(bin.resolve("mvn"), "echo '[ERROR] A.java:[1,1] what is this'; exit 1");
    executable(program(java.resolveSibling("javac"), "exit 0"));
    Map<String, String> environment = Map.of("JAVA_HOME", home(java), "PATH", bin.toString());
    Result failed = run(environment, "sweeps");
    assertThat(failed.exitCode()).isEqualTo(70);
    assertThat(failed.output())
        .contains("building lipsweep", "[ERROR] A.java:[1,1] what is this", "target/build.log");
    program(bin.resolve("mvn"), "touch -d '2 minutes' */target/*.jar target/build-started");
    assertThat(run(environment, "sweeps").output()).contains("building lipsweep", "[sweeps]");
    assertThat(run(environment, "sweeps").output()).doesNotContain("building").contains("[sweeps]");
  }

  @Test
  void without_maven_it_says_that_a_build_is_needed() throws Exception {
    write(root.resolve("pom.xml"), "");
    Files.delete(root.resolve("cli/target/lipsweep-cli.jar"));
    Result result = run(found(), "sweeps");
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.output()).hasLineCount(1).contains("Maven");
  }

  private Map<String, String> found() throws IOException {
    return Map.of("JAVA_HOME", home(java));
  }

  private Result run(Map<String, String> environment, String... arguments) throws Exception {
    return run(root.resolve("lipsweep"), environment, arguments);
  }

  private Result run(Path script, Map<String, String> environment, String... arguments)
      throws Exception {
    var command =
        Stream.concat(Stream.of("/bin/bash", script.toString()), Stream.of(arguments)).toList();
    var builder =
        new ProcessBuilder(command).directory(temporary.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME", temporary.toString(),
                "PATH", tools().toString(),
                "LIPSWEEP_JVMS", temporary.resolve("none").toString()));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    return new Result(process.waitFor(), output);
  }

  /** A PATH with what the script needs and no java. */
  private Path tools() throws IOException {
    Path bin = Files.createDirectories(temporary.resolve("tools"));
    for (String tool :
        List.of(
            "bash",
            "dirname",
            "readlink",
            "sed",
            "head",
            "find",
            "mkdir",
            "mv",
            "grep",
            "tail",
            "flock",
            "touch",
            "cat")) {
      for (String folder : List.of("/bin", "/usr/bin")) {
        if (Files.exists(Path.of(folder, tool))) {
          program(bin.resolve(tool), "exec %s/%s \"$@\"".formatted(folder, tool));
        }
      }
    }
    return bin;
  }

  /** A java that prints its surroundings and arguments, in a home with a release file. */
  private Path jdk(String name, String version) throws IOException {
    Path home = temporary.resolve("jdks").resolve(name);
    write(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return program(
        home.resolve("bin/java"),
        """
        echo "java=$0"
        echo "root=$LIPSWEEP_ROOT"
        echo "home=$LIPSWEEP_HOME"
        printf '[%s] ' "$@"
        """);
  }

  private static String home(Path java) {
    return java.getParent().getParent().toString();
  }

  private static Path program(Path file, String body) throws IOException {
    write(file, "#!/bin/bash\n" + body + "\n");
    return executable(file);
  }

  private static Path executable(Path file) throws IOException {
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
