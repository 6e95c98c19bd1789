package dev.lipsweep.api.definition;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/** Tokens of JSON as RFC 8259 has it. */
final class JsonTokens implements Tokens {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser parser;
  private int depth;
  private boolean begun;

  JsonTokens(String text) {
    this.parser = JSON.createParser(tools.jackson.core.ObjectReadContext.empty(), text);
  }

  @Override
  public Token next() {
    try {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return new Token.Finish(line());
      }
      if (depth == 0 && begun) {
        throw InvalidDefinition.at(
            "", line(), null, "more text after the end of the JSON value", "submit one object");
      }
      begun = true;
      return read(token);
    } catch (StreamReadException wrong) {
      throw InvalidDefinition.at(
          "",
          Math.max(1, wrong.getLocation().getLineNr()),
          null,
          "not JSON: " + wrong.getOriginalMessage(),
          "check the commas, brackets and quotes here; YAML goes with Content-Type application/yaml");
    } catch (JacksonException wrong) {
      throw InvalidDefinition.at(
          "", line(), null, "not JSON: " + wrong.getOriginalMessage(), "give one JSON object");
    }
  }

  private Token read(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> {
        depth++;
        yield new Token.MapStart(line());
      }
      case START_ARRAY -> {
        depth++;
        yield new Token.ListStart(line());
      }
      case END_OBJECT, END_ARRAY -> {
        depth--;
        yield new Token.End(line());
      }
      case PROPERTY_NAME, VALUE_STRING ->
          new Token.Scalar(line(), parser.getString(), parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL ->
          new Token.Scalar(line(), parser.getString(), PlainScalar.read(parser.getString()));
      case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("text has no " + token + ". Indicates a bug");
    };
  }

  private int line() {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }
}
