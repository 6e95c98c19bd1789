package dev.lipsweep.api.definition;

import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Tokens of YAML 1.2. Works on events, before anything is expanded: an alias is refused where it
 * stands and a bomb costs nothing.
 */
final class YamlTokens implements Tokens {
  private final String text;
  private final Iterator<Event> events;
  private int documents;
  private int line = 1;

  YamlTokens(String text) {
    this.text = text;
    var settings = LoadSettings.builder().setLabel("definition").build();
    this.events = new Parse(settings).parseString(text).iterator();
  }

  @Override
  public Token next() {
    try {
      while (events.hasNext()) {
        Event event = events.next();
        line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(line);
        Optional<Token> token = token(event);
        if (token.isPresent()) {
          return token.get();
        }
      }
      return new Token.Finish(line);
    } catch (MarkedYamlEngineException wrong) {
      int at = wrong.getProblemMark().map(mark -> mark.getLine() + 1).orElse(line);
      throw syntax(at, wrong.getProblem());
    } catch (ReaderException control) {
      throw InvalidDefinition.at(
          "",
          lineAt(control.getPosition()),
          "U+%04X".formatted(control.getCodePoint()),
          "a character that YAML does not allow",
          "remove it; a definition is plain text in UTF-8");
    } catch (YamlEngineException other) {
      throw syntax(line, String.valueOf(other.getMessage()));
    }
  }

  private Optional<Token> token(Event event) {
    if (event instanceof NodeEvent node) {
      refuseIndirection(node);
    }
    return switch (event.getEventId()) {
      case MappingStart -> Optional.of(new Token.MapStart(line));
      case SequenceStart -> Optional.of(new Token.ListStart(line));
      case MappingEnd, SequenceEnd -> Optional.of(new Token.End(line));
      case Scalar -> Optional.of(scalar((ScalarEvent) event));
      case DocumentStart -> {
        refuseSecondDocument((DocumentStartEvent) event);
        yield Optional.empty();
      }
      case Alias, Comment, DocumentEnd, StreamStart, StreamEnd -> Optional.empty();
    };
  }

  private Token scalar(ScalarEvent event) {
    String value = event.getValue();
    return new Token.Scalar(line, value, event.isPlain() ? PlainScalar.read(value) : value);
  }

  private void refuseIndirection(NodeEvent node) {
    if (node instanceof AliasEvent || node.getAnchor().isPresent()) {
      String name = node.getAnchor().map(anchor -> anchor.getValue()).orElse("");
      throw InvalidDefinition.at(
          "",
          line,
          (node instanceof AliasEvent ? "*" : "&") + name,
          "anchors and aliases are not read",
          "write the value out where it is used");
    }
    Optional<String> tag =
        node instanceof ScalarEvent scalar
            ? scalar.getTag()
            : node instanceof CollectionStartEvent start ? start.getTag() : Optional.empty();
    if (tag.isPresent()) {
      throw InvalidDefinition.at(
          "", line, tag.get(), "tags are not read", "remove the tag: a plain value is enough");
    }
  }

  private void refuseSecondDocument(DocumentStartEvent start) {
    documents++;
    if (documents > 1) {
      throw InvalidDefinition.at(
          "",
          line,
          "---",
          "a second document starts here",
          "submit one sweep per text: send the documents one by one");
    }
  }

  private int lineAt(int position) {
    int end = Math.min(Math.max(position, 0), text.length());
    return 1 + (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
  }

  private static InvalidDefinition syntax(int line, String message) {
    return InvalidDefinition.at(
        "",
        line,
        null,
        "not YAML: " + message,
        "check the indentation, brackets and quotes in and above this line");
  }
}
