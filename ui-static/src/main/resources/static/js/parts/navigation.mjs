import { h, put } from '../dom.mjs';
import { SECTIONS } from '../pages.mjs';

const element = document.getElementById('navigation');

/** The sections of the page, the present one marked; null for none to choose from. */
export function showSection(present) {
  put(
    element,
    present === null
      ? []
      : h(
          'ul',
          {},
          SECTIONS.map(([name, path]) =>
            h('li', {}, h('a', { href: `#${path}`, 'aria-current': name === present ? 'true' : null }, name)),
          ),
        ),
  );
}
