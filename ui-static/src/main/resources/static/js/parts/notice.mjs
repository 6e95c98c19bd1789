import { ServerLost } from '../api.mjs';
import { h } from '../dom.mjs';

/** Something is on its way: grey lines where it will be. */
export function loading(what) {
  return h(
    'div',
    { class: 'loading', role: 'status' },
    h('span', { class: 'visually-hidden' }, `Loading ${what}`),
    [1, 2, 3].map(() => h('div', { class: 'ghost', 'aria-hidden': 'true' })),
  );
}

/** There is nothing, and what would change that. */
export function empty(title, ...hint) {
  return h(
    'div',
    { class: 'notice' },
    h('p', { class: 'notice-title' }, title),
    hint.length ? h('p', { class: 'faint' }, hint) : null,
  );
}

/** Something could not be shown: the server's own words and a way on. */
export function failure(problem, again) {
  const lost = problem instanceof ServerLost;
  const title = lost
    ? 'The server does not answer'
    : problem.status === 404
      ? 'Not found'
      : 'This could not be loaded';
  return h(
    'div',
    { class: 'notice failure', role: 'alert' },
    h('p', { class: 'notice-title' }, title),
    h('p', {}, lost ? 'The page goes on by itself as soon as it does.' : problem.message),
    h(
      'p',
      { class: 'row' },
      h('button', { type: 'button', on: { click: again } }, 'Try again'),
      h('a', { href: '#/' }, 'All sweeps'),
    ),
  );
}
