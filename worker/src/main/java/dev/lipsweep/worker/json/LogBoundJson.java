package dev.lipsweep.worker.json;

import dev.lipsweep.domain.bound.LogBound;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/**
 * {@code {"kind":"FINITE","log10":2.31,"text":"204"}}; log10 is null for the kinds that have no
 * finite one, since JSON has no infinity.
 */
final class LogBoundJson {
  private LogBoundJson() {}

  static final class Writer extends ValueSerializer<LogBound> {
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

  static final class Reader extends ValueDeserializer<LogBound> {
    @Override
    public LogBound deserialize(JsonParser in, DeserializationContext context) {
      JsonNode tree = context.readTree(in);
      return switch (LogBound.Kind.valueOf(tree.path("kind").asString(""))) {
        case ZERO -> LogBound.ZERO;
        case INFINITE -> LogBound.INFINITE;
        case UNKNOWN -> LogBound.UNKNOWN;
        case FINITE -> LogBound.ofLog10(tree.path("log10").asDouble());
      };
    }
  }
}
