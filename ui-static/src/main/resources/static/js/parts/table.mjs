import { h, put } from '../dom.mjs';
import { count } from '../format.mjs';

/**
 * A table that updates in place. Columns: {key, label, title?, numeric?, sort?: item => value,
 * text: item => string, node?: item => Node}. `text` is what a cell says; `node` how it looks when
 * that is more than text. A cell is only touched when its text changes, so focus and selection stay.
 * Of more than `most` items the first ones are shown until somebody asks for all by the button `more`.
 */
export function table({ caption, columns, id, sortBy = null, onRow = null, most = Infinity }) {
  const rows = new Map();
  const more = h('button', { type: 'button', hidden: true, on: { click: showAll } });
  let items = [];
  let limit = most;
  let order = sortBy ?? { key: null, down: false };
  const body = h('tbody');
  const head = h('tr');
  const element = h(
    'table',
    {},
    h('caption', { class: 'visually-hidden' }, caption),
    h('thead', {}, head),
    body,
  );

  function sortButton(column) {
    return h(
      'button',
      { type: 'button', title: column.title, on: { click: () => sort(column) } },
      column.label,
      h('span', { class: 'arrow', 'aria-hidden': 'true' }),
    );
  }

  const headers = new Map(
    columns.map((column) => [
      column.key,
      h(
        'th',
        { scope: 'col', class: column.numeric ? 'numeric' : null, title: column.sort ? null : column.title },
        column.sort ? sortButton(column) : column.label,
      ),
    ]),
  );
  put(head, [...headers.values()]);

  function sort(column) {
    order = { key: column.key, down: order.key === column.key ? !order.down : false };
    arrange();
  }

  function arrange() {
    const column = columns.find((c) => c.key === order.key);
    headers.forEach((th, key) =>
      key === order.key
        ? th.setAttribute('aria-sort', order.down ? 'descending' : 'ascending')
        : th.removeAttribute('aria-sort'),
    );
    const sorted = column
      ? [...items].sort((a, b) => compare(column.sort(a), column.sort(b), order.down))
      : items;
    show(sorted.slice(0, limit));
    more.hidden = sorted.length <= limit;
    more.textContent = `Show all ${count(sorted.length)}`;
  }

  function show(shown) {
    const kept = new Set(shown.map(id));
    rows.forEach((row, key) => kept.has(key) || (row.element.remove(), rows.delete(key)));
    shown.forEach((item, i) => {
      const row = rows.get(id(item)) ?? makeRow(item);
      rows.set(id(item), row);
      fill(row, item);
      if (body.children[i] !== row.element) {
        body.insertBefore(row.element, body.children[i] ?? null);
      }
    });
  }

  function showAll() {
    limit = Infinity;
    arrange();
  }

  function fill(row, item) {
    columns.forEach((column, i) => {
      const text = column.text(item);
      if (row.texts[i] !== text) {
        row.texts[i] = text;
        put(row.cells[i], column.node ? column.node(item) : text);
      }
    });
  }

  function makeRow(item) {
    const cells = columns.map((column) => h('td', { class: column.numeric ? 'numeric' : null }));
    const row = { element: h('tr', {}, cells), cells, texts: [] };
    onRow?.(row.element, () => items.find((i) => id(i) === id(item)) ?? item);
    return row;
  }

  return {
    element,
    more,
    update(next) {
      items = next;
      arrange();
    },
  };
}

/** Missing values come last in both directions. */
function compare(a, b, down) {
  if (a === b) {
    return 0;
  }
  if (a === null || a === undefined || b === null || b === undefined) {
    return a === null || a === undefined ? 1 : -1;
  }
  const sign = typeof a === 'string' ? a.localeCompare(b, 'en', { numeric: true }) : a - b;
  return down ? -sign : sign;
}
