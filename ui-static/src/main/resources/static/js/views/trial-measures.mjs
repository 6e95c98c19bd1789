import { h, put } from '../dom.mjs';
import { number } from '../format.mjs';
import { empty } from '../parts/notice.mjs';

/** Activations come with the bound that was certified for them, so that the two are read side by side. */
const BOUND = '/bound';

/** Everything that a trial measured besides its objectives, by name. */
export function measuresPanel() {
  const panel = pairsPanel('measures', 'Measured');
  return {
    element: panel.element,
    update(measures) {
      const names = Object.keys(measures)
        .filter((name) => !name.endsWith(BOUND) && !name.startsWith('robust/'))
        .sort();
      panel.update(
        names.map((name) => [name, number(measures[name], 5), bounded(measures[name + BOUND])]),
        'Nothing measured yet',
        'A trial says what it measured when it is completed.',
      );
    },
  };
}

const bounded = (bound) => (bound === undefined ? '' : `certified ≤ ${number(bound, 5)}`);

/** How a result was made: the code, the engine, the device, the data. */
export function provenancePanel() {
  const panel = pairsPanel('provenance', 'How it was made');
  return {
    element: panel.element,
    update: (provenance) =>
      panel.update(
        Object.keys(provenance)
          .sort()
          .map((name) => [name, provenance[name]]),
        'Not known yet',
        'A result comes with the versions of what made it.',
      ),
  };
}

function pairsPanel(id, title) {
  const body = h('div', { class: 'scroll' });
  const element = h(
    'section',
    { class: 'panel', 'aria-labelledby': id },
    h('div', { class: 'panel-head' }, h('h2', { id }, title)),
    body,
  );
  let shown = null;
  return {
    element,
    update(rows, nothing, hint) {
      const signature = JSON.stringify(rows);
      if (signature === shown) {
        return;
      }
      shown = signature;
      put(
        body,
        rows.length
          ? h(
              'table',
              { class: 'pairs' },
              h('caption', { class: 'visually-hidden' }, title),
              h(
                'tbody',
                {},
                rows.map(([name, ...cells]) =>
                  h(
                    'tr',
                    {},
                    h('th', { scope: 'row' }, name),
                    cells.map((cell) => h('td', {}, cell)),
                  ),
                ),
              ),
            )
          : empty(nothing, hint),
      );
    },
  };
}
