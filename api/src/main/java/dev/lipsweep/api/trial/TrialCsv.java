package dev.lipsweep.api.trial;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.lipsweep.domain.recipe.Parameter;
import dev.lipsweep.domain.recipe.RecipeSchema;
import dev.lipsweep.domain.recipe.Recipes;
import dev.lipsweep.persistence.Page;
import dev.lipsweep.persistence.trial.Trial;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Trials as CSV: a column a parameter, empty where the configuration has none. */
final class TrialCsv {
  private TrialCsv() {}

  /** Reads page after page. */
  interface Pages {
    Page<Trial> after(@Nullable String cursor);
  }

  static String of(String recipe, Pages pages) {
    List<String> parameters =
        Recipes.named(recipe).map(RecipeSchema::parameters).orElse(List.of()).stream()
            .map(Parameter::name)
            .toList();
    var out = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(out)) {
      var header =
          new ArrayList<>(
              List.of(
                  "trialId",
                  "number",
                  "state",
                  "seed",
                  "log10Bound",
                  "boundKind",
                  "rule",
                  "accuracy",
                  "loss",
                  "onFrontier",
                  "reason",
                  "configurationHash"));
      header.addAll(parameters);
      csv.writeRecord(header);
      String cursor = null;
      do {
        Page<Trial> page = pages.after(cursor);
        page.items().forEach(trial -> csv.writeRecord(row(trial, parameters)));
        cursor = page.nextCursor();
      } while (cursor != null);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toString();
  }

  private static List<String> row(Trial trial, List<String> parameters) {
    var bound = trial.bound();
    var row =
        new ArrayList<>(
            List.of(
                trial.id().toString(),
                text(trial.number()),
                trial.state().name(),
                text(trial.seed()),
                bound == null ? "" : text(bound.log10()),
                bound == null ? "" : bound.kind().name(),
                text(trial.rule()),
                text(trial.accuracy()),
                text(trial.loss()),
                text(trial.onFrontier()),
                text(trial.reason()),
                trial.configurationHash()));
    parameters.forEach(name -> row.add(text(trial.parameters().get(name))));
    return row;
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "");
  }
}
