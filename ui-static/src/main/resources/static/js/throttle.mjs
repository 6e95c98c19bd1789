import { ServerLost } from './api.mjs';

/**
 * Runs an asynchronous `load` at most once per `interval` ms and never twice at a time; calls in
 * between lead to one more run afterwards. Ends with the signal.
 */
export function throttle(load, interval, signal) {
  let running = false;
  let again = false;
  async function run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    do {
      again = false;
      await load();
      await new Promise((resolve) => setTimeout(resolve, interval));
    } while (again && !signal.aborted);
    running = false;
  }
  return run;
}

/**
 * A throttled load whose problems are shown. A lost server is none of them: the banner says so, and
 * every view loads again when it is back.
 */
export function loader(load, onProblem, interval, signal) {
  return throttle(
    async () => {
      try {
        await load();
      } catch (e) {
        if (!signal.aborted && !(e instanceof ServerLost)) {
          onProblem(e);
        }
      }
    },
    interval,
    signal,
  );
}

/** Calls `load` every so often while `needed()` and somebody looks at the page. */
export function every(interval, needed, load, signal) {
  const timer = setInterval(() => document.visibilityState === 'visible' && needed() && load(), interval);
  signal.addEventListener('abort', () => clearInterval(timer));
}
