package dev.lipsweep.api.frontier;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.domain.json.CanonicalJson;
import dev.lipsweep.persistence.frontier.FrontierGroup;
import dev.lipsweep.persistence.frontier.Frontiers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.WebRequest;

/**
 * Answers with a frontier in the format that was asked for, or with 304 if the client has it: an
 * ETag changes when the sweeps get a result or an audit, which costs a look-up to find out.
 */
@Component
class FrontierAnswers {
  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
  private static final MediaType SVG = new MediaType("image", "svg+xml", StandardCharsets.UTF_8);

  /** Changes when the same results would be answered with another text. */
  private static final String FORM = "1";

  private final Frontiers frontiers;

  FrontierAnswers(Frontiers frontiers) {
    this.frontiers = frontiers;
  }

  /**
   * @param format wins over the request's header Accept
   * @param all every result besides, in JSON
   * @return null if the request was answered with 304
   */
  @Nullable ResponseEntity<?> answer(
      FrontierSubject subject, @Nullable String format, boolean all, WebRequest request) {
    String wanted = format(format, request.getHeader(HttpHeaders.ACCEPT));
    // the version before the answer: what comes between makes the tag too old, never too new
    if (request.checkNotModified(tag(subject, wanted, all))) {
      return null;
    }
    List<FrontierGroup> groups = frontiers.frontier(subject.query());
    return switch (wanted) {
      case "json" ->
          ResponseEntity.ok(
              FrontierView.of(subject, groups, all ? frontiers.results(subject.query()) : null));
      case "csv" -> text(CSV, FrontierCsv.of(subject.parameters(), subject.query().rule(), groups));
      case "svg" ->
          text(
              SVG,
              FrontierPicture.of(
                  subject.title(),
                  subject.query().by(),
                  groups,
                  frontiers.results(subject.query())));
      default ->
          throw ApiProblem.parameter("format", format, "no such format", "give json, csv or svg");
    };
  }

  /** A weak one: the bytes differ when they are compressed. */
  private String tag(FrontierSubject subject, String format, boolean all) {
    String hash =
        CanonicalJson.sha256(
            List.of(
                FORM,
                format,
                all,
                subject.title(),
                subject.query().text(),
                frontiers.version(subject.query().sweeps())));
    return "W/\"" + hash.substring(0, 32) + '"';
  }

  /** The query parameter decides; without it the header, if it names one of ours. */
  private static String format(@Nullable String format, @Nullable String accept) {
    if (format != null) {
      return format;
    }
    String wanted = accept == null ? "" : accept;
    if (wanted.contains("json")) {
      return "json";
    }
    if (wanted.contains("text/csv")) {
      return "csv";
    }
    return wanted.contains("image/svg") && !wanted.contains("text/html") ? "svg" : "json";
  }

  private static ResponseEntity<String> text(MediaType type, String body) {
    return ResponseEntity.ok().contentType(type).body(body);
  }
}
