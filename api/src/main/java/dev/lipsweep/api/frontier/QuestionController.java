package dev.lipsweep.api.frontier;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.frontier.Metric;
import dev.lipsweep.domain.frontier.statistics.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Questions that frontiers answer. */
@RestController
@Tag(name = "frontier")
class QuestionController {
  private static final String SUMMARY =
      "The accuracy at a bound, the bound at an accuracy, or the cheapest configuration that will do";

  private final FrontierSubjects subjects;
  private final FrontierSeeds seeds;

  QuestionController(FrontierSubjects subjects, FrontierSeeds seeds) {
    this.subjects = subjects;
    this.seeds = seeds;
  }

  /**
   * What is asked: {@code bound} for the accuracy there, {@code accuracy} for the bound there,
   * {@code bound} and {@code within} for the cheapest near the best.
   *
   * @param bound at most this, such as 1000 or 2.5e264
   * @param accuracy at least this, such as 0.4 or 40%
   * @param within accuracy that may be given up, such as 0.01 or 1%
   * @param cost the metric to spare; seconds of training if left out
   */
  record Asked(
      @Nullable String bound,
      @Nullable String accuracy,
      @Nullable String within,
      @Nullable String cost) {}

  @GetMapping("/api/v1/sweeps/{sweep}/frontier/questions")
  @Operation(summary = SUMMARY)
  QuestionView ofSweep(
      @PathVariable String sweep,
      @ParameterObject FrontierChoice choice,
      @ParameterObject SeedQuery query,
      @ParameterObject Asked asked) {
    return answer(subjects.ofSweep(sweep, choice), query, asked);
  }

  @GetMapping("/api/v1/frontiers/{frontier}/questions")
  @Operation(summary = SUMMARY)
  QuestionView ofFrontier(
      @PathVariable String frontier,
      @ParameterObject FrontierChoice choice,
      @ParameterObject SeedQuery query,
      @ParameterObject Asked asked) {
    return answer(subjects.ofFrontier(frontier, choice), query, asked);
  }

  private QuestionView answer(FrontierSubject subject, SeedQuery query, Asked asked) {
    String bound = asked.bound();
    String accuracy = asked.accuracy();
    if ((bound == null) == (accuracy == null)) {
      throw ApiProblem.parameter(
          "bound",
          bound,
          "a question is of a bound or of an accuracy",
          "give bound=1000 to ask for the accuracy there, or accuracy=0.4 for the bound");
    }
    if (bound == null && (asked.within() != null || asked.cost() != null)) {
      throw ApiProblem.parameter(
          "within", asked.within(), "the cheapest is asked for at a bound", "give bound=1000 too");
    }
    if (accuracy != null) {
      double least = SeedQuery.share("accuracy", accuracy);
      FrontierSeeds.Asked about = seeds.questions(subject, query, null);
      return view(
          subject,
          query,
          about,
          "bound at an accuracy of at least %s".formatted(percent(least)),
          about.questions().boundAt(least),
          true);
    }
    LogBound most = SeedQuery.bound("bound", String.valueOf(bound));
    if (asked.within() == null) {
      if (asked.cost() != null) {
        throw ApiProblem.parameter(
            "within", null, "how far from the best is missing", "give within=1% with a cost");
      }
      FrontierSeeds.Asked about = seeds.questions(subject, query, null);
      return view(
          subject,
          query,
          about,
          "accuracy at a bound of at most " + most.text(),
          about.questions().accuracyAt(most.log10()),
          false);
    }
    double within = SeedQuery.share("within", asked.within());
    Metric cost = FrontierSubjects.metric("cost", asked.cost() == null ? "seconds" : asked.cost());
    FrontierSeeds.Asked about = seeds.questions(subject, query, cost);
    return view(
        subject,
        query,
        about,
        "least %s within %s of the best accuracy at a bound of at most %s"
            .formatted(cost.name(), percent(within), most.text()),
        about
            .questions()
            .cheapest(most.log10(), within, one -> about.results().mean(one.hash(), cost)),
        false);
  }

  private static QuestionView view(
      FrontierSubject subject,
      SeedQuery query,
      FrontierSeeds.Asked about,
      String question,
      List<Answer> answers,
      boolean ofBound) {
    return new QuestionView(
        subject.title(),
        question,
        subject.query().rule(),
        subject.query().by(),
        query.aggregate(subject).text(),
        StatisticsView.Generator.of(query.resampling()),
        answers.stream()
            .map(answer -> QuestionView.One.of(answer, ofBound, about.results()))
            .toList(),
        about.questions().warnings());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.4g %%", 100 * share).replaceAll("\\.?0+ ", " ");
  }
}
