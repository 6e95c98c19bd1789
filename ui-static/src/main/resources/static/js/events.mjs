import { ApiProblem, open } from './api.mjs';
import { lost } from './connection.mjs';
import { SseParser } from './sse.mjs';

/** The server's heartbeat comes every 15 s; two lost ones mean that nobody is there. */
const SILENCE = 40_000;
const SHORTEST_WAIT = 500;
const LONGEST_WAIT = 15_000;

/**
 * Follows the server's events until the signal aborts, across lost connections: each reconnect
 * resumes after the last event seen. `handlers` maps event names to functions of the parsed data;
 * `handlers.reconnected` is told when events may have been missed. EventSource cannot send the
 * token, hence fetch. A hidden page holds no stream, since a browser has six connections to a host
 * for all its tabs.
 */
export async function follow(parameters, handlers, signal) {
  let lastId = null;
  let wait = SHORTEST_WAIT;
  for (let first = true; !signal.aborted; first = false) {
    await visible(signal);
    const began = Date.now();
    try {
      const headers = lastId ? { 'Last-Event-ID': lastId } : {};
      const response = await open('GET', '/events', parameters, { signal, headers });
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
    wait = Date.now() - began > 5_000 ? SHORTEST_WAIT : Math.min(wait * 2, LONGEST_WAIT);
    await new Promise((resolve) => setTimeout(resolve, wait * (0.75 + Math.random() / 2)));
  }
}

function visible(signal) {
  return new Promise((resolve) => {
    const look = () => {
      if (signal.aborted || document.visibilityState === 'visible') {
        document.removeEventListener('visibilitychange', look);
        resolve();
      }
    };
    document.addEventListener('visibilitychange', look);
    signal.addEventListener('abort', look);
    look();
  });
}

/** A handler's own mistake is reported, and does not look like a lost connection. */
function handle(handlers, event) {
  try {
    handlers[event.name]?.(JSON.parse(event.data));
  } catch (e) {
    reportError(e);
  }
}

/** Reads until the stream ends, falls silent, or nobody looks any more. */
async function read(body, signal, onEvent) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  const parser = new SseParser();
  const leave = () => (signal.aborted || document.hidden) && reader.cancel().catch(() => {});
  signal.addEventListener('abort', leave);
  document.addEventListener('visibilitychange', leave);
  try {
    for (;;) {
      const { done, value } = await withinSilence(reader.read());
      if (done) {
        return;
      }
      parser.push(value).forEach(onEvent);
    }
  } finally {
    signal.removeEventListener('abort', leave);
    document.removeEventListener('visibilitychange', leave);
    reader.cancel().catch(() => {});
  }
}

async function withinSilence(next) {
  let timer;
  const silence = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('the event stream fell silent')), SILENCE);
  });
  try {
    return await Promise.race([next, silence]);
  } finally {
    clearTimeout(timer);
  }
}
