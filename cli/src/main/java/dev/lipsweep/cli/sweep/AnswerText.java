package dev.lipsweep.cli.sweep;

import dev.lipsweep.cli.client.SeedViews.Answer;
import dev.lipsweep.cli.client.SeedViews.Estimate;
import dev.lipsweep.cli.client.SeedViews.Point;
import dev.lipsweep.cli.client.SeedViews.Question;
import dev.lipsweep.cli.output.Format;
import dev.lipsweep.cli.output.Telling;
import dev.lipsweep.cli.output.TextTable;
import dev.lipsweep.domain.bound.LogBound;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A question's answers: the overall one as a sentence, then every group's in a table. */
final class AnswerText {
  private AnswerText() {}

  static List<String> lines(Question question, int width) {
    var lines = new ArrayList<String>();
    lines.add(question.question() + ":");
    lines.add(question.answers().isEmpty() ? "nothing" : sentence(question.answers().getFirst()));
    List<Answer> groups = question.answers().stream().skip(1).toList();
    if (!groups.isEmpty()) {
      lines.add("");
      lines.addAll(table(groups).lines(width));
    }
    lines.add("");
    question.warnings().forEach(warning -> lines.add("note: " + warning));
    lines.add(
        String.format(
            Locale.ROOT,
            "%s of the seeds; intervals hold %.0f %% of %d resamples of the seeds",
            question.aggregate(),
            100 * question.resampling().level(),
            question.resampling().resamples()));
    return lines;
  }

  private static String sentence(Answer answer) {
    Point result = answer.result();
    if (result == null) {
      return "no configuration does that";
    }
    String cost = answer.cost() == null ? "" : ", cost " + FrontierText.number(answer.cost());
    return "%s by %s (%s%s, %d %s); %s"
        .formatted(
            value(answer),
            Format.method(result.parameters()),
            answer.accuracy() == null
                ? "accuracy " + Format.percent(result.accuracy())
                : "bound " + result.bound().text(),
            cost,
            result.seeds(),
            result.seeds() == 1 ? "seed" : "seeds",
            String.format(
                Locale.ROOT,
                answer.cost() == null
                    ? "the same configuration in %.0f %% of the resamples"
                    : "still good enough in %.0f %% of the resamples",
                100 * answer.share()));
  }

  private static TextTable table(List<Answer> answers) {
    List<String> parameters =
        Telling.among(
            answers.stream()
                .map(Answer::result)
                .filter(Objects::nonNull)
                .map(Point::parameters)
                .toList());
    boolean costs = answers.stream().anyMatch(answer -> answer.cost() != null);
    var table =
        new TextTable(
            FrontierText.cells(
                List.of("group", "bound", "accuracy", "interval"),
                costs ? List.of("cost") : List.of(),
                List.of("same", "seeds"),
                parameters));
    for (Answer answer : answers) {
      Point result = answer.result();
      table.row(
          FrontierText.cells(
              List.of(
                  FrontierText.name(answer.group()),
                  result == null ? "-" : result.bound().text(),
                  Format.percent(result == null ? null : result.accuracy()),
                  result == null ? "-" : interval(answer)),
              costs ? List.of(FrontierText.number(answer.cost())) : List.of(),
              List.of(
                  result == null
                      ? "-"
                      : String.format(Locale.ROOT, "%.0f %%", 100 * answer.share()),
                  result == null ? "-" : Integer.toString(result.seeds())),
              parameters.stream()
                  .map(name -> result == null ? "-" : Format.value(result.parameters().get(name)))
                  .toList()));
    }
    return table;
  }

  private static String value(Answer answer) {
    Point result = Objects.requireNonNull(answer.result());
    return answer.accuracy() == null
        ? "%s (%s)".formatted(result.bound().text(), interval(answer))
        : "%s (%s)".formatted(Format.percent(result.accuracy()), interval(answer));
  }

  private static String interval(Answer answer) {
    Estimate accuracy = answer.accuracy();
    if (accuracy != null) {
      return end(accuracy.low(), false) + " to " + end(accuracy.high(), false);
    }
    Estimate bound = Objects.requireNonNull(answer.log10Bound());
    return end(bound.low(), true) + " to " + end(bound.high(), true);
  }

  private static String end(@Nullable Double end, boolean ofBound) {
    if (end == null) {
      return "none";
    }
    return ofBound ? LogBound.ofLog10(end).text() : String.format(Locale.ROOT, "%.1f", 100 * end);
  }
}
