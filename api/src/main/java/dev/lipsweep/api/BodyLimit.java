package dev.lipsweep.api;

import dev.lipsweep.api.problem.ApiProblem;
import dev.lipsweep.api.problem.ProblemType;
import dev.lipsweep.api.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Nobody fills the memory with JSON, nor holds a thread by sending it byte by byte: a body that is
 * parsed has at most 16 MB and comes within a minute. Artifacts are streamed to disk and have no
 * such limits; a pause within any body ends it after Tomcat's connection timeout.
 */
@Component
class BodyLimit extends OncePerRequestFilter {
  private static final long MOST_BYTES = 16L << 20;

  private final ProblemWriter problems;
  private final Duration patience;

  BodyLimit(ProblemWriter problems, @Value("${lipsweep.limits.body-time:60s}") Duration patience) {
    this.problems = problems;
    this.patience = patience;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/api/v1/artifacts/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (request.getContentLengthLong() > MOST_BYTES) {
      problems.write(request, response, ProblemType.TOO_LARGE, message());
      return;
    }
    chain.doFilter(new Limited(request, patience), response);
  }

  private static String message() {
    return "a request has at most %d MB; send less at once".formatted(MOST_BYTES >> 20);
  }

  private static final class Limited extends HttpServletRequestWrapper {
    private final Duration patience;

    Limited(HttpServletRequest request, Duration patience) {
      super(request);
      this.patience = patience;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new LimitedStream(super.getInputStream(), patience);
    }
  }

  private static final class LimitedStream extends ServletInputStream {
    private final ServletInputStream in;
    private final Duration patience;
    private final long begin = System.nanoTime();
    private long left = MOST_BYTES;

    LimitedStream(ServletInputStream in, Duration patience) {
      this.in = in;
      this.patience = patience;
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = in.read(bytes, offset, length);
      count(Math.max(0, read));
      return read;
    }

    private void count(int bytes) {
      left -= bytes;
      if (left < 0) {
        throw new ApiProblem(ProblemType.TOO_LARGE, message());
      }
      if (System.nanoTime() - begin > patience.toNanos()) {
        throw new ApiProblem(
            ProblemType.TOO_SLOW,
            "the body did not come within %d s; send less at once".formatted(patience.toSeconds()));
      }
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }
}
