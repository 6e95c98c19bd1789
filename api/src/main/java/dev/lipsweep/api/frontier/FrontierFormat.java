package dev.lipsweep.api.frontier;

import dev.lipsweep.api.problem.ApiProblem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.MimeTypeUtils;

/** What a frontier can be answered in. */
enum FrontierFormat {
  JSON("json", MediaType.APPLICATION_JSON),
  CSV("csv", new MediaType("text", "csv", StandardCharsets.UTF_8)),
  JSON_LINES("jsonl", new MediaType("application", "jsonl")),
  PARQUET("parquet", new MediaType("application", "vnd.apache.parquet")),
  SVG("svg", new MediaType("image", "svg+xml", StandardCharsets.UTF_8)),
  PNG("png", MediaType.IMAGE_PNG);

  private static final MediaType OTHER_JSON_LINES = new MediaType("application", "x-ndjson");

  private final String text;
  private final MediaType type;

  FrontierFormat(String text, MediaType type) {
    this.text = text;
    this.type = type;
  }

  /** As in {@code ?format=}. */
  String text() {
    return text;
  }

  MediaType type() {
    return type;
  }

  boolean isPicture() {
    return this == SVG || this == PNG;
  }

  /**
   * @param named the query parameter, which decides
   * @param accept else the header, if it names one of ours; a browser's, which takes HTML above
   *     all, gets JSON
   * @throws ApiProblem if the parameter names none
   */
  static FrontierFormat of(@Nullable String named, @Nullable String accept) {
    if (named != null) {
      return Arrays.stream(values())
          .filter(format -> format.text.equals(named))
          .findFirst()
          .orElseThrow(() -> unknown(named));
    }
    List<MediaType> accepted = accepted(accept);
    if (accepted.stream().anyMatch(MediaType.TEXT_HTML::equalsTypeAndSubtype)) {
      return JSON;
    }
    return accepted.stream().flatMap(one -> of(one).stream()).findFirst().orElse(JSON);
  }

  private static Optional<FrontierFormat> of(MediaType accepted) {
    if (OTHER_JSON_LINES.equalsTypeAndSubtype(accepted)) {
      return Optional.of(JSON_LINES);
    }
    return Arrays.stream(values())
        .filter(format -> format.type.equalsTypeAndSubtype(accepted))
        .findFirst();
  }

  private static List<MediaType> accepted(@Nullable String accept) {
    try {
      List<MediaType> types = MediaType.parseMediaTypes(accept);
      MimeTypeUtils.sortBySpecificity(types);
      return types;
    } catch (InvalidMediaTypeException e) {
      return List.of();
    }
  }

  private static ApiProblem unknown(String named) {
    String known =
        Arrays.stream(values()).map(FrontierFormat::text).collect(Collectors.joining(", "));
    return ApiProblem.parameter("format", named, "no such format", "give one of " + known);
  }
}
