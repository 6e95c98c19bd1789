// Whether the server answers. Everything that talks to it reports here; one prober waits for it to come back.

const listeners = new Set();
let state = { status: 'connecting', retryAt: null };
let probing = null;

export const connection = () => state;

/** Calls back now and on every change, until the signal aborts. */
export function watchConnection(listener, signal) {
  listeners.add(listener);
  signal?.addEventListener('abort', () => listeners.delete(listener));
  listener(state);
}

export function answered() {
  if (!probing && state.status !== 'live') {
    change({ status: 'live', retryAt: null });
  }
}

/** A request found nobody there. Resolves when the server answers again. */
export function lost() {
  probing ??= probe().finally(() => {
    probing = null;
    change({ status: 'live', retryAt: null });
  });
  return probing;
}

let wake = () => {};
/** Cuts the present wait short. */
export const tryNow = () => wake();

async function probe() {
  for (let wait = 1000; ; wait = Math.min(wait * 2, 15000)) {
    change({ status: 'lost', retryAt: Date.now() + wait });
    await new Promise((resolve) => {
      wake = resolve;
      setTimeout(resolve, wait);
    });
    if (await isUp()) {
      return;
    }
  }
}

/** Any answer counts, also "not healthy": then the server is there and says so itself. */
async function isUp() {
  try {
    const response = await fetch('/actuator/health', {
      cache: 'no-store',
      signal: AbortSignal.timeout(5000),
    });
    return (
      ![502, 503, 504].includes(response.status) || response.headers.get('content-type')?.includes('json')
    );
  } catch {
    return false;
  }
}

function change(next) {
  state = next;
  listeners.forEach((listener) => listener(state));
}
