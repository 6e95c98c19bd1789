import { ApiProblem, open } from './api.mjs';
import { lost } from './connection.mjs';
import { SseParser } from './sse.mjs';

/** The server's heartbeat comes every 15 s; two lost ones mean that nobody is there. */
const SILENCE = 40_000;

/**
 * Follows the server's events until the signal aborts, across lost connections: each reconnect
 * resumes after the last event seen. `handlers` maps event names to functions of the parsed data;
 * `handlers.reconnected` is told when events may have been missed. EventSource cannot send the
 * token, hence fetch.
 */
export async function follow(parameters, handlers, signal) {
  let lastId = null;
  let wait = 500;
  for (let first = true; !signal.aborted; first = false) {
    let opened = Infinity;
    try {
      const response = await open('GET', '/events', parameters, {
        signal,
        headers: lastId ? { 'Last-Event-ID': lastId } : {},
      });
      opened = Date.now();
      if (!first) {
        handlers.reconnected?.();
      }
      await read(response.body, signal, (event) => {
        lastId = event.id ?? lastId;
        handle(handlers, event);
      });
    } catch (e) {
      if (signal.aborted || (e instanceof ApiProblem && [401, 403, 404].includes(e.status))) {
        return;
      }
      if (!(e instanceof ApiProblem)) {
        await lost();
      }
    }
    if (Date.now() - opened > 5_000) {
      wait = 500;
    }
    await new Promise((resolve) => setTimeout(resolve, wait * (0.75 + Math.random() / 2)));
    wait = Math.min(wait * 2, 15_000);
  }
}

/** A handler's own mistake is reported, and does not look like a lost connection. */
function handle(handlers, event) {
  try {
    handlers[event.name]?.(JSON.parse(event.data));
  } catch (e) {
    reportError(e);
  }
}

async function read(body, signal, onEvent) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  const parser = new SseParser();
  signal.addEventListener('abort', () => reader.cancel().catch(() => {}));
  for (;;) {
    let timer;
    const silence = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error('the event stream fell silent')), SILENCE);
    });
    try {
      const { done, value } = await Promise.race([reader.read(), silence]);
      if (done) {
        return;
      }
      parser.push(value).forEach(onEvent);
    } catch (e) {
      reader.cancel().catch(() => {});
      throw e;
    } finally {
      clearTimeout(timer);
    }
  }
}
