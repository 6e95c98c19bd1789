package dev.lipsweep.api.definition;

import dev.lipsweep.api.definition.Definitions.Syntax;
import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.api.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.MediaType;

/** Definitions as they come in a request. */
public final class Bodies {
  private Bodies() {}

  /**
   * @throws ApiProblem if there is more than a definition may have
   */
  public static byte[] read(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(Definitions.LARGEST + 1);
    if (request.getContentLengthLong() > Definitions.LARGEST || body.length > Definitions.LARGEST) {
      throw new ApiProblem(
          ProblemType.TOO_LARGE,
          "a definition has at most 1 MB (%d bytes); use ranges such as {log: [0.1, 1], points: 20}, or several sweeps"
              .formatted(Definitions.LARGEST));
    }
    return body;
  }

  /** By the content type: JSON, or YAML for all that is not. */
  public static Syntax syntax(HttpServletRequest request) {
    MediaType type = MediaType.parseMediaType(String.valueOf(request.getContentType()));
    return MediaType.APPLICATION_JSON.includes(type) ? Syntax.JSON : Syntax.YAML;
  }
}
