package dev.lipsweep.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A problem as RFC 9457 has it.
 *
 * @param type identifies the kind of problem, such as {@code /problems/stale-epoch}
 * @param detail what is wrong and what to do, in one sentence
 * @param instance path of the request
 * @param problems every single thing that is wrong with the input, with its place and fix
 */
public record ProblemBody(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<PlacedProblem> problems) {

  static ProblemBody of(
      ProblemType type, String detail, String instance, List<PlacedProblem> problems) {
    return new ProblemBody(
        type.uri(), type.title(), type.status().value(), detail, instance, problems);
  }

  ResponseEntity<Object> response() {
    return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(this);
  }
}
