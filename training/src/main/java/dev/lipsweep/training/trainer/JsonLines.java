package dev.lipsweep.training.trainer;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.lipsweep.domain.bound.LogBound;
import dev.lipsweep.domain.trainer.TrainerCommand;
import dev.lipsweep.domain.trainer.TrainerEvent;
import dev.lipsweep.domain.wire.Outcome;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Commands and events as lines of JSON; {@code type} holds a record's simple name. */
final class JsonLines {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addMixIn(TrainerCommand.class, Typed.class)
          .addMixIn(TrainerEvent.class, Typed.class)
          .addMixIn(Outcome.class, Typed.class)
          .addModule(new SimpleModule().addSerializer(LogBound.class, new LogBoundSerializer()))
          .build();

  private JsonLines() {}

  static String write(TrainerEvent event) {
    return JSON.writerFor(TrainerEvent.class).writeValueAsString(event);
  }

  /**
   * @throws JacksonException if the line is no command
   */
  static TrainerCommand read(String line) {
    return JSON.readValue(line, TrainerCommand.class);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
  private interface Typed {}

  /** {@code {"kind":"FINITE","log10":2.31,"text":"204"}}; log10 is null unless FINITE. */
  private static final class LogBoundSerializer extends StdSerializer<LogBound> {
    LogBoundSerializer() {
      super(LogBound.class);
    }

    @Override
    public void serialize(LogBound bound, JsonGenerator out, SerializationContext context) {
      out.writeStartObject();
      out.writeStringProperty("kind", bound.kind().name());
      if (bound.kind() == LogBound.Kind.FINITE) {
        out.writeNumberProperty("log10", bound.log10());
      } else {
        out.writeNullProperty("log10");
      }
      out.writeStringProperty("text", bound.text());
      out.writeEndObject();
    }
  }
}
