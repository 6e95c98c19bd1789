import { get } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { plural } from '../format.mjs';
import { every, throttle } from '../throttle.mjs';

/** Who works, in one line: how many workers answer and how many of their slots are busy. */
export function workersLine(signal) {
  const element = h('p', { class: 'workers faint' });
  const refresh = throttle(load, 1000, signal);
  refresh();
  every(10_000, () => true, refresh, signal);
  return { element, refresh };

  async function load() {
    try {
      const { items } = await get('/workers', {}, signal);
      const alive = items.filter((worker) => worker.state === 'ALIVE');
      const silent = items.filter((worker) => worker.state === 'SILENT').length;
      const sum = (of) => alive.reduce((total, worker) => total + of(worker), 0);
      element.title = alive
        .map((w) => `${w.name} on ${w.host}: ${w.busy} of ${plural(w.slots, 'slot')} busy`)
        .join('\n');
      element.classList.toggle('warn', !alive.length);
      put(
        element,
        alive.length
          ? `${plural(alive.length, 'worker')}, ${sum((w) => w.busy)} of ${plural(
              sum((w) => w.slots),
              'slot',
            )} busy`
          : 'no worker is connected: trials wait',
        silent ? ` · ${silent} silent` : null,
      );
    } catch {
      // the list says what is wrong with the server; this line keeps what it knew
    }
  }
}
