/**
 * Reads the text/event-stream format from chunks of text, as the HTML standard defines it: fields
 * by line, an empty line ends an event, lines with a leading colon are comments.
 */
export class SseParser {
  #rest = '';
  #event = { id: null, name: 'message', data: [] };

  /** The events that this chunk completes: [{id, name, data}]. */
  push(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    const events = [];
    for (const line of lines) {
      if (line === '') {
        if (this.#event.data.length) {
          events.push({ ...this.#event, data: this.#event.data.join('\n') });
        }
        this.#event = { id: this.#event.id, name: 'message', data: [] };
      } else if (!line.startsWith(':')) {
        this.#field(line);
      }
    }
    return events;
  }

  #field(line) {
    const [, name, text] = /^([^:]*):? ?([\s\S]*)$/.exec(line);
    if (name === 'data') {
      this.#event.data.push(text);
    } else if (name === 'event') {
      this.#event.name = text;
    } else if (name === 'id') {
      this.#event.id = text;
    }
  }
}
