import { h } from '../dom.mjs';

/** The definition exactly as it was written, comments and all. */
export function sweepDefinition(sweep) {
  const copy = h('button', { type: 'button', class: 'small', on: { click: write } }, 'Copy');
  return h(
    'details',
    { class: 'panel definition' },
    h('summary', {}, h('h2', {}, 'Definition'), h('span', { class: 'faint' }, 'as it was written')),
    h(
      'div',
      { class: 'definition-text' },
      copy,
      h('pre', { tabindex: 0, 'aria-label': 'Definition' }, h('code', {}, sweep.definition)),
    ),
  );

  async function write() {
    try {
      await navigator.clipboard.writeText(sweep.definition);
      copy.textContent = 'Copied';
    } catch {
      copy.textContent = 'Select and copy by hand';
    }
    setTimeout(() => (copy.textContent = 'Copy'), 2000);
  }
}
