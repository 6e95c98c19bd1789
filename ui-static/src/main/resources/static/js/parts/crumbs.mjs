import { h, put } from '../dom.mjs';

/** The title of a section's first page, which has no way here. */
export function showTitle(title) {
  document.title = `${title} · lipsweep`;
}

/** The way here from the section, and the page's title: [text, address] pairs; the last has no address. */
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
  showTitle(trail.at(-1)[0]);
}
