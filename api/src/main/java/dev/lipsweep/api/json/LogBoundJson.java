package dev.lipsweep.api.json;

import dev.lipsweep.domain.bound.LogBound;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/**
 * A bound as {@code {"kind": "FINITE", "log10": 2.31, "text": "204"}}; log10 is null for the kinds
 * that have none, since JSON has no infinity. Readers go by the kind.
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
      String kind = tree.path("kind").asString("");
      return switch (kind) {
        case "ZERO" -> LogBound.ZERO;
        case "INFINITE" -> LogBound.INFINITE;
        case "UNKNOWN" -> LogBound.UNKNOWN;
        case "FINITE" -> finite(tree.path("log10"), context);
        default ->
            throw context.weirdStringException(
                kind, LogBound.class, "kind is one of ZERO, FINITE, INFINITE, UNKNOWN");
      };
    }

    private static LogBound finite(JsonNode log10, DeserializationContext context) {
      if (!log10.isNumber() || !Double.isFinite(log10.asDouble())) {
        throw context.weirdStringException(
            log10.toString(), LogBound.class, "a FINITE bound has a finite number log10");
      }
      return LogBound.ofLog10(log10.asDouble());
    }
  }
}
