package dev.lipsweep.training.constraint;

import dev.lipsweep.training.model.Layer;
import dev.lipsweep.training.model.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which matrices of which stacks one script projects in one call. Caps of their own travel as
 * coefficients, so only layers with other methods than their neighbours cost calls of their own,
 * and a network with one constraint makes one call per stack.
 */
public final class Projections {

  private static final Pattern METHOD = Pattern.compile("def (\\w+)\\(");

  /**
   * Matrices of one stack whose constraints have the same script.
   *
   * @param stack number of the stack
   * @param number of the script
   * @param places of the matrices in the stack
   * @param layers the matrices as layers, see {@link Stack#matrices}
   */
  public record Group(int stack, int number, List<Integer> places, List<Layer> layers) {}

  private final List<Stack> stacks;
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final List<Group> groups = new ArrayList<>();

  public Projections(List<Stack> stacks, Constraint constraint) {
    this.stacks = List.copyOf(stacks);
    for (int i = 0; i < stacks.size(); i++) {
      if (stacks.get(i).kind() == Layer.Kind.LINEAR) {
        addGroups(i, constraint);
      }
    }
  }

  private void addGroups(int stack, Constraint constraint) {
    List<Layer> matrices = stacks.get(stack).matrices();
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < matrices.size(); i++) {
      String script = constraint.of(matrices.get(i)).script();
      if (!script.isEmpty()) {
        places.computeIfAbsent(script, any -> new ArrayList<>()).add(i);
      }
    }
    places.forEach(
        (script, which) -> {
          int number = numbers.computeIfAbsent(script, any -> numbers.size());
          groups.add(new Group(stack, number, which, which.stream().map(matrices::get).toList()));
        });
  }

  /** In the order in which their coefficients stand in the list {@code cc}. */
  public List<Group> groups() {
    return groups;
  }

  /**
   * The methods of every script once. Their names get a number, so that they are unlike those of
   * other scripts.
   */
  public String script() {
    var script = new StringBuilder();
    numbers.forEach((text, number) -> script.append(renamed(text, number)));
    return script.toString();
  }

  private static String renamed(String script, int number) {
    List<String> methods = METHOD.matcher(script).results().map(Projections::name).toList();
    for (String method : methods) {
      script =
          script.replaceAll("(def |self\\.)" + method + "\\(", "$1" + method + "_c" + number + "(");
    }
    return script;
  }

  private static String name(MatchResult definition) {
    return definition.group(1);
  }

  /** The lines that project stack number {@code stack}, which is {@code w}, in place. */
  public String calls(int stack) {
    var lines = new StringBuilder();
    IntStream.range(0, groups.size())
        .filter(i -> groups.get(i).stack == stack)
        .forEach(i -> lines.append(call(i, groups.get(i))));
    return lines.toString();
  }

  private String call(int index, Group group) {
    String project = "self.project_c%d(%%s, cc[%d])".formatted(group.number, index);
    if (group.places.size() == stacks.get(group.stack).matrices().size()) {
      return "    w = %s\n".formatted(project.formatted("w"));
    }
    return "    i = torch.tensor(%s, dtype=None, device=ops.prim.device(w))\n"
            .formatted(group.places)
        + "    v = %s\n".formatted(project.formatted("torch.index_select(w, 0, i)"))
        + "    w = torch.index_copy_(w, 0, i, v)\n";
  }
}
