package dev.lipsweep.api.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** JSON has no NaN and no infinity: null stands for them. */
final class FiniteOrNull extends ValueSerializer<Double> {
  @Override
  public void serialize(Double value, JsonGenerator out, SerializationContext context) {
    if (Double.isFinite(value)) {
      out.writeNumber(value.doubleValue());
    } else {
      out.writeNull();
    }
  }
}
