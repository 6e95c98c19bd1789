package dev.lipsweep.api.frontier;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.api.problem.ProblemType;
import dev.lipsweep.api.table.Table;
import dev.lipsweep.domain.frontier.SeedAggregate;
import dev.lipsweep.domain.json.CanonicalJson;
import dev.lipsweep.persistence.frontier.FrontierPoint;
import dev.lipsweep.persistence.frontier.Frontiers;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;

/**
 * Answers with a frontier in the format that was asked for, or with 304 if the client has it: an
 * ETag changes when the sweeps get a result or an audit, which costs a look-up to find out.
 */
@Component
class FrontierAnswers {
  /** Changes when the same results would be answered with another text. */
  private static final String FORM = "2";

  private final Frontiers frontiers;
  private final FrontierSeeds seeds;

  FrontierAnswers(Frontiers frontiers, FrontierSeeds seeds) {
    this.frontiers = frontiers;
    this.seeds = seeds;
  }

  /**
   * @return null if the request was answered with 304, or the answer is written already
   */
  @Nullable ResponseEntity<?> answer(
      FrontierSubject subject, FrontierForm form, WebRequest request) {
    FrontierFormat wanted = FrontierFormat.of(form.format(), request.getHeader(HttpHeaders.ACCEPT));
    if (wanted.isPicture()) {
      subject.requireBoundAndAccuracy("pictures are");
    }
    // the version before the answer: what comes between makes the tag too old, never too new
    if (request.checkNotModified(tag(subject, wanted, form))) {
      return null;
    }
    return switch (wanted) {
      case JSON -> ResponseEntity.ok(json(subject, form));
      case CSV -> write(table(subject, form.wantsAll())::csv, wanted, request);
      case JSON_LINES -> write(table(subject, form.wantsAll())::jsonLines, wanted, request);
      case PARQUET -> write(table(subject, form.wantsAll())::parquet, wanted, request);
      case SVG -> ResponseEntity.ok().contentType(wanted.type()).body(picture(subject));
      case PNG -> ResponseEntity.ok().contentType(wanted.type()).body(png(picture(subject)));
    };
  }

  private FrontierView json(FrontierSubject subject, FrontierForm form) {
    FrontierView view =
        FrontierView.of(
            subject,
            frontiers.frontier(subject.query()),
            form.wantsAll() ? frontiers.results(subject.query()) : null);
    return form.isCompact() ? view.compact() : view;
  }

  private Table<FrontierPoint> table(FrontierSubject subject, boolean all) {
    List<FrontierPoint> points =
        all
            ? frontiers.results(subject.query())
            : frontiers.frontier(subject.query()).stream()
                .flatMap(group -> group.points().stream())
                .toList();
    return FrontierTable.of(subject, points);
  }

  /** Where seeds are taken together, with the bands of {@link SeedQuery#USUAL}. */
  private String picture(FrontierSubject subject) {
    if (subject.query().seeds() != SeedAggregate.EACH) {
      return FrontierPicture.of(
          subject.title(), seeds.statistics(subject, SeedQuery.USUAL, null, 0).statistics());
    }
    return FrontierPicture.of(
        subject.title(),
        subject.query().by(),
        frontiers.frontier(subject.query()),
        frontiers.results(subject.query()));
  }

  private static byte[] png(String svg) {
    try {
      return FrontierPng.of(svg);
    } catch (FrontierPng.NoFonts e) {
      throw new ApiProblem(ProblemType.UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }

  /** Writes rows to a client as they are made. */
  private interface Body {
    void to(OutputStream out) throws IOException;
  }

  private static @Nullable ResponseEntity<?> write(
      Body body, FrontierFormat format, WebRequest request) {
    HttpServletResponse response =
        Objects.requireNonNull(((ServletWebRequest) request).getResponse());
    response.setContentType(format.type().toString());
    try {
      body.to(response.getOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return null;
  }

  /** A weak one: the bytes differ when they are compressed. */
  private String tag(FrontierSubject subject, FrontierFormat format, FrontierForm form) {
    String hash =
        CanonicalJson.sha256(
            List.of(
                FORM,
                format.text(),
                form.wantsAll(),
                form.isCompact(),
                subject.title(),
                subject.query().text(),
                frontiers.version(subject.query().sweeps())));
    return "W/\"" + hash.substring(0, 32) + '"';
  }
}
