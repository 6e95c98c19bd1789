package dev.lipsweep.domain.simulation;

import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.domain.recipe.Parameter;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.recipe.Recipes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Recordings as lines of text with tabs between their fields. First {@code lipsweep-recording},
 * version of the format, recipe, its version. Then for each trial {@code trial}, seed, steps,
 * {@code completed} or {@code diverged}, and its parameters as name=value; under it a line for each
 * validation: step, accuracy, log10 bound.
 */
public final class RecordingText {
  private static final String MAGIC = "lipsweep-recording";
  private static final String VERSION = "1";
  private static final String COMPLETED = "completed";
  private static final String DIVERGED = "diverged";

  private RecordingText() {}

  public static String write(Recording recording) {
    var text = new StringBuilder();
    text.append(
        "%s\t%s\t%s\t%d\n"
            .formatted(MAGIC, VERSION, recording.recipe(), recording.recipeVersion()));
    for (RecordedTrial trial : recording.trials()) {
      String parameters =
          trial.configuration().parameters().entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue())
              .collect(Collectors.joining("\t"));
      text.append(
          "trial\t%d\t%d\t%s\t%s\n"
              .formatted(
                  trial.seed(),
                  trial.steps(),
                  trial.completed() ? COMPLETED : DIVERGED,
                  parameters));
      for (RecordedTrial.Moment moment : trial.curve()) {
        text.append(moment.step()).append('\t').append((float) moment.accuracy());
        text.append('\t').append((float) moment.log10Bound()).append('\n');
      }
    }
    return text.toString();
  }

  /**
   * @throws IllegalArgumentException if it is no recording, with the line
   */
  public static Recording read(List<String> lines) {
    String[] head = lines.isEmpty() ? new String[0] : lines.getFirst().split("\t");
    if (head.length != 4 || !head[0].equals(MAGIC) || !head[1].equals(VERSION)) {
      throw new IllegalArgumentException(
          "line 1: no recording; 'lipsweep record SWEEP FILE' writes one");
    }
    RecipeSchema recipe =
        Recipes.named(head[2])
            .orElseThrow(() -> new IllegalArgumentException("line 1: no recipe " + head[2]));
    var trials = new ArrayList<RecordedTrial>();
    int next = 1;
    while (next < lines.size()) {
      int end = next + 1;
      while (end < lines.size() && !lines.get(end).startsWith("trial\t")) {
        end++;
      }
      try {
        trials.add(trial(recipe, lines.subList(next, end)));
      } catch (InvalidInput | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw new IllegalArgumentException(
            "lines %d to %d are no trial of a recording: %s"
                .formatted(next + 1, end, e.getMessage()),
            e);
      }
      next = end;
    }
    return new Recording(recipe.name(), recipe.version(), trials);
  }

  private static RecordedTrial trial(RecipeSchema recipe, List<String> lines) {
    String[] fields = lines.getFirst().split("\t");
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 4; i < fields.length; i++) {
      int equals = fields[i].indexOf('=');
      String name = fields[i].substring(0, equals);
      values.put(name, typed(recipe, name, fields[i].substring(equals + 1)));
    }
    List<RecordedTrial.Moment> curve =
        lines.stream().skip(1).map(line -> moment(line.split("\t"))).toList();
    return new RecordedTrial(
        recipe.configuration(values), // with what the recipe has gained since, by its default
        Long.parseLong(fields[1]),
        Long.parseLong(fields[2]),
        curve,
        fields[3].equals(COMPLETED));
  }

  private static Object typed(RecipeSchema recipe, String name, String text) {
    Parameter parameter =
        recipe
            .parameter(name)
            .orElseThrow(() -> new IllegalArgumentException("no parameter " + name));
    Object value =
        switch (parameter) {
          case Parameter.Whole whole -> Long.valueOf(text);
          case Parameter.Real real -> Double.valueOf(text);
          case Parameter.Choice choice -> text;
          case Parameter.Text words -> text;
        };
    return parameter
        .read(value)
        .orElseThrow(() -> new IllegalArgumentException("%s=%s".formatted(name, text)));
  }

  private static RecordedTrial.Moment moment(String[] fields) {
    return new RecordedTrial.Moment(
        Long.parseLong(fields[0]), Double.parseDouble(fields[1]), Double.parseDouble(fields[2]));
  }
}
