import { h } from '../dom.mjs';

/** A part of a page under a heading that names it. */
export const panel = (id, title, ...children) =>
  h(
    'section',
    { class: 'panel', 'aria-labelledby': id },
    h('div', { class: 'panel-head' }, h('h2', { id }, title)),
    ...children,
  );
