import { h, put } from '../dom.mjs';

/** The way here, and the page's title: [text, address] pairs; the last has no address. */
export function showCrumbs(element, ...trail) {
  put(
    element,
    h(
      'ol',
      {},
      trail.map(([text, address]) =>
        h('li', {}, address ? h('a', { href: address }, text) : h('span', { 'aria-current': 'page' }, text)),
      ),
    ),
  );
  document.title = `${trail.at(-1)[0]} · lipsweep`;
}
