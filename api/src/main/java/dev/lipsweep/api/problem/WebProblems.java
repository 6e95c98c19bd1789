package dev.lipsweep.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** What the web framework's exceptions, and all unforeseen ones, look like over HTTP. */
@RestControllerAdvice
class WebProblems extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(WebProblems.class);

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (e.getMostSpecificCause() instanceof ApiProblem problem) {
      return answer(problem.type(), problem.detail(), request, problem.problems());
    }
    if (e.getCause() instanceof JacksonException json) {
      PlacedProblem problem = problem(json);
      return answer(
          ProblemType.INVALID_REQUEST,
          "%s: %s".formatted(problem.path().isEmpty() ? "body" : problem.path(), problem.message()),
          request,
          List.of(problem));
    }
    return answer(
        ProblemType.INVALID_REQUEST,
        "the body is missing or breaks off; send JSON",
        request,
        List.of());
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMediaTypeNotSupported(
      HttpMediaTypeNotSupportedException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String detail =
        "Content-Type %s is not read here; send one of %s"
            .formatted(
                e.getContentType() == null ? "(none)" : e.getContentType(),
                e.getSupportedMediaTypes());
    return answer(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail, request, List.of());
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpRequestMethodNotSupported(
      HttpRequestMethodNotSupportedException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String allowed =
        Objects.requireNonNullElse(e.getSupportedHttpMethods(), java.util.Set.<HttpMethod>of())
            .stream()
            .map(HttpMethod::name)
            .sorted()
            .collect(Collectors.joining(", "));
    return answer(
        ProblemType.METHOD_NOT_ALLOWED,
        "%s does not go here; use %s".formatted(e.getMethod(), allowed),
        request,
        List.of());
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
      MissingServletRequestParameterException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ApiProblem problem =
        ApiProblem.parameter(
            e.getParameterName(), null, "is missing", "give it as a query parameter");
    return answer(problem.type(), problem.detail(), request, problem.problems());
  }

  @ExceptionHandler
  ResponseEntity<Object> mismatch(MethodArgumentTypeMismatchException e, WebRequest request) {
    Class<?> type = e.getRequiredType();
    String fix =
        type == null
            ? "give another value"
            : type.isEnum()
                ? "give one of " + List.of(type.getEnumConstants())
                : "give a " + type.getSimpleName();
    ApiProblem problem = ApiProblem.parameter(e.getName(), e.getValue(), "not such a value", fix);
    return answer(problem.type(), problem.detail(), request, problem.problems());
  }

  /** Everything else that the framework names: only the sentence is ours. */
  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemType type = type(status);
    if (type == ProblemType.INTERNAL) {
      return unforeseen(e, ((ServletWebRequest) request).getRequest());
    }
    String detail =
        type == ProblemType.NOT_FOUND
            ? "nothing is at this address; /v3/api-docs lists what there is"
            : String.valueOf(e.getMessage());
    return answer(type, detail, request, List.of());
  }

  private static ProblemType type(HttpStatusCode status) {
    return List.of(ProblemType.NOT_FOUND, ProblemType.NOT_ACCEPTABLE, ProblemType.TOO_LARGE)
        .stream()
        .filter(type -> type.status().isSameCodeAs(status))
        .findFirst()
        .orElse(status.is4xxClientError() ? ProblemType.INVALID_REQUEST : ProblemType.INTERNAL);
  }

  /** Security's own handlers answer these. */
  @ExceptionHandler
  void denied(AccessDeniedException e) {
    throw e;
  }

  /** The other side has gone: there is nobody to answer. */
  @ExceptionHandler
  @Nullable ResponseEntity<Object> io(IOException e, HttpServletRequest request) {
    if (e instanceof org.apache.catalina.connector.ClientAbortException) {
      LOG.debug("{} {}: the client has gone", request.getMethod(), request.getRequestURI());
      return null;
    }
    return unforeseen(e, request);
  }

  @ExceptionHandler
  ResponseEntity<Object> unforeseen(Exception e, HttpServletRequest request) {
    LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
    String detail = "something unforeseen went wrong; the server's log says what";
    return ProblemBody.of(ProblemType.INTERNAL, detail, request.getRequestURI(), List.of())
        .response();
  }

  private static PlacedProblem problem(JacksonException json) {
    String path =
        json.getPath().stream()
            .map(
                step ->
                    "/"
                        + (step.getPropertyName() != null
                            ? step.getPropertyName()
                            : step.getIndex()))
            .collect(Collectors.joining());
    int line = json.getLocation() == null ? 0 : json.getLocation().getLineNr();
    String message = String.valueOf(json.getOriginalMessage()).lines().findFirst().orElse("");
    String fix =
        json instanceof DatabindException
            ? "see the schema at /v3/api-docs"
            : "check the commas, brackets and quotes here";
    return new PlacedProblem(path, line > 0 ? line : null, null, message, fix);
  }

  private static ResponseEntity<Object> answer(
      ProblemType type, String detail, WebRequest request, List<PlacedProblem> problems) {
    String path = ((ServletWebRequest) request).getRequest().getRequestURI();
    return ProblemBody.of(type, detail, path, problems).response();
  }
}
