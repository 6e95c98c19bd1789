package dev.lipsweep.api.definition;

import dev.lipsweep.domain.problem.InvalidInput;
import dev.lipsweep.domain.sweep.DefinitionReader;
import dev.lipsweep.domain.sweep.SweepDefinition;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Reads sweep definitions: YAML and JSON on one path. */
public final class Definitions {
  /** The largest text that is read, in bytes. */
  public static final int LARGEST = 1 << 20;

  private Definitions() {}

  /** The syntax that a text is in. */
  public enum Syntax {
    YAML,
    JSON
  }

  /**
   * A definition with what it was read from.
   *
   * @param tree maps, lists and scalars
   */
  public record Written(String text, Object tree, SweepDefinition definition) {}

  /**
   * @throws InvalidDefinition with every problem and its line
   */
  public static Written read(byte[] bytes, Syntax syntax) {
    Document document = document(bytes, syntax);
    try {
      SweepDefinition definition = DefinitionReader.read(document.tree());
      return new Written(document.text(), Objects.requireNonNull(document.tree()), definition);
    } catch (InvalidInput invalid) {
      throw new InvalidDefinition(document.place(invalid));
    }
  }

  /**
   * The text of any definition as a tree.
   *
   * @throws InvalidDefinition if it is no UTF-8 or not in the syntax
   */
  public static Document document(byte[] bytes, Syntax syntax) {
    String text = decode(bytes);
    var lines = new Lines();
    Tokens tokens =
        switch (syntax) {
          case YAML -> new YamlTokens(text);
          case JSON -> new JsonTokens(text);
        };
    return new Document(text, new TreeReader(tokens, lines).read(), lines);
  }

  private static String decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, out, true);
    out.flip();
    if (result.isError()) {
      int line = 1 + (int) out.chars().filter(c -> c == '\n').count();
      throw InvalidDefinition.at(
          "",
          line,
          "byte 0x%02X at offset %d".formatted(bytes[in.position()], in.position()),
          "not UTF-8",
          "save the file as UTF-8");
    }
    String text = out.toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
