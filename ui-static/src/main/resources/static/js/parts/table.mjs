import { h, put } from '../dom.mjs';

/**
 * A table that updates in place. Columns: {key, label, title?, numeric?, sort?: item => value,
 * text: item => string, node?: item => Node}. `text` is what a cell says; `node` how it looks when
 * that is more than text. A cell is only touched when its text changes, so focus and selection stay.
 */
export function table({ caption, columns, id, sortBy = null, onRow = null }) {
  const rows = new Map();
  let items = [];
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
    sorted.forEach((item, i) => {
      const row = rows.get(id(item)).element;
      if (body.children[i] !== row) {
        body.insertBefore(row, body.children[i] ?? null);
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
    update(next) {
      items = next;
      const kept = new Set(items.map(id));
      rows.forEach((row, key) => kept.has(key) || (row.element.remove(), rows.delete(key)));
      for (const item of items) {
        const row = rows.get(id(item)) ?? makeRow(item);
        rows.set(id(item), row);
        columns.forEach((column, i) => {
          const text = column.text(item);
          if (row.texts[i] !== text) {
            row.texts[i] = text;
            put(row.cells[i], column.node ? column.node(item) : text);
          }
        });
      }
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
