package dev.lipsweep.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WorkerLogTest {
  private final PrintStream before = System.err;

  @AfterEach
  void asItWas() throws JoranException {
    System.setErr(before);
    MDC.clear();
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    new ContextInitializer(context).autoConfig();
  }

  @Test
  void a_line_is_an_object_that_names_the_attempt() {
    var written = new ByteArrayOutputStream();
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    WorkerLog.asJson();
    MDC.put("attempt", "a1");
    MDC.put("epoch", "3");
    LoggerFactory.getLogger("slot").error("it {}\n\"failed\"", "really");

    JsonNode line = new JsonMapper().readTree(written.toString(StandardCharsets.UTF_8));
    assertThat(line.get("formattedMessage").asString()).isEqualTo("it really\n\"failed\"");
    assertThat(line.get("level").asString()).isEqualTo("ERROR");
    assertThat(line.at("/mdc/attempt").asString()).isEqualTo("a1");
    assertThat(line.at("/mdc/epoch").asString()).isEqualTo("3");
  }
}
