package dev.lipsweep.api.frontier;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.domain.frontier.SeedAggregate;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

@RestController
@Tag(name = "frontier")
class FrontierController {
  private final FrontierSubjects subjects;
  private final FrontierAnswers answers;

  FrontierController(FrontierSubjects subjects, FrontierAnswers answers) {
    this.subjects = subjects;
    this.answers = answers;
  }

  @GetMapping("/api/v1/sweeps/{sweep}/frontier")
  @Operation(
      summary = "What accuracy each bound costs: smallest bound against largest accuracy",
      description =
          "In JSON, CSV, JSON Lines, Parquet, SVG or PNG, by format or by the header Accept.")
  @Nullable ResponseEntity<?> frontier(
      @PathVariable String sweep,
      @ParameterObject FrontierChoice choice,
      @Parameter(description = "each trial for itself, or a configuration's mean, median or worst")
          @RequestParam(defaultValue = "each")
          String aggregate,
      @Parameter(description = "a third objective, such as seconds or robust/pgd-linf/0.03:max")
          @RequestParam(required = false)
          @Nullable String third,
      @ParameterObject FrontierForm form,
      @Parameter(hidden = true) WebRequest request) {
    FrontierSubject subject = subjects.ofSweep(sweep, choice);
    SeedAggregate seeds = FrontierSubjects.aggregate(aggregate);
    if (third != null && seeds != SeedAggregate.EACH) {
      throw ApiProblem.parameter(
          "third", third, "a third objective is of single trials", "leave aggregate out");
    }
    subject = subject.seeds(seeds);
    return answers.answer(
        third == null ? subject : FrontierSubjects.withThird(subject, third), form, request);
  }
}
