import { h, put } from '../dom.mjs';

const MOST = 80;

/** The list of completions at a place in the text, to be walked with the arrow keys. */
export function completionList({ id, onPick }) {
  const element = h('ul', {
    id,
    class: 'completions',
    role: 'listbox',
    'aria-label': 'Completions',
    hidden: true,
  });
  let items = [];
  let chosen = 0;

  function mark(n) {
    chosen = (n + items.length) % items.length;
    [...element.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === chosen)));
    element.children[chosen].scrollIntoView({ block: 'nearest' });
  }

  return {
    element,
    get isOpen() {
      return !element.hidden;
    },
    /** The id of the marked item, for aria-activedescendant. */
    get active() {
      return element.hidden ? null : `${id}-${chosen}`;
    },
    show(next, line, column) {
      items = next.slice(0, MOST);
      element.hidden = !items.length;
      if (!items.length) {
        return;
      }
      put(
        element,
        items.map(({ value, detail }, i) =>
          h(
            'li',
            {
              id: `${id}-${i}`,
              role: 'option',
              on: { mousedown: (e) => (e.preventDefault(), onPick(items[i])) },
            },
            h('b', {}, value),
            detail ? h('span', { class: 'faint' }, detail) : null,
          ),
        ),
      );
      element.style.top = `calc(${line + 1} * var(--line-height) + 12px)`;
      element.style.left = `calc(${column}ch + 12px)`;
      mark(0);
    },
    hide: () => (element.hidden = true),
    move: (by) => mark(chosen + by),
    pick: () => onPick(items[chosen]),
  };
}
