import { chart } from '../charts/chart.mjs';
import { csv, downloads } from '../charts/downloads.mjs';
import { h, put } from '../dom.mjs';
import { empty, loading } from '../parts/notice.mjs';

/**
 * A plot in a panel: heading and controls, canvas, caption, and what it shows as a table.
 * `option(theme)` says what is drawn; `values()` is {columns: [{label, numeric}], rows: [[cell]]}, a
 * cell being a text, an element, or {value, shown}. Drawing and values can be saved, the drawing with
 * the names of `legend()` if they stand outside of it.
 */
export function plotPanel({ id, title, controls = [], option, values, legend, signal, onChart }) {
  const canvas = h('div', {
    class: 'canvas low-canvas',
    role: 'img',
    'aria-label': `${title}. The table below holds the same values.`,
  });
  const caption = h('p', { class: 'faint caption' });
  const table = h('details', { class: 'values' }, h('summary', {}, 'Values as a table'));
  const above = h('div');
  const saving = downloads({ name: title, instance: async () => (await drawn).instance, values, legend });
  const plot = h('div', {}, above, canvas, caption, h('div', { class: 'plot-foot' }, table, saving));
  const body = h('div', {}, loading(title));
  const element = h(
    'section',
    { class: 'panel plot', 'aria-labelledby': id },
    h('div', { class: 'panel-head' }, h('h2', { id }, title), controls),
    body,
  );
  let drawn = null;
  let filled = null;
  table.addEventListener('toggle', fill);

  /** Only what has changed is written anew: somebody may be reading it. */
  function fill() {
    const written = table.open ? csv(values()) : filled;
    if (written !== filled) {
      filled = written;
      put(table, table.firstChild, h('div', { class: 'scroll tall' }, valuesTable(title, values())));
    }
  }

  return {
    element,
    /** Shows what `option` says now, with these words below. */
    draw(words) {
      caption.textContent = words;
      if (plot.parentNode !== body) {
        put(body, plot);
      }
      fill();
      drawn = drawn
        ? drawn.then((c) => (c?.draw(), c))
        : chart(canvas, option, signal).then((c) => (c && onChart?.(c.instance), c));
    },
    redraw: () => drawn?.then((c) => c?.draw()),
    caption(words) {
      caption.textContent = words;
      fill();
    },
    /** Makes room for so many rows. */
    height(rows) {
      canvas.style.height = `${Math.min(620, 80 + 22 * rows)}px`;
    },
    /** Puts a legend over the plot. */
    above: (legend) => legend.parentNode === above || put(above, legend),
    /** Shows words in the place of the plot. */
    say(heading, ...hint) {
      put(body, empty(heading, ...hint));
    },
    problem(e) {
      put(body, empty(`${title} could not be loaded`, e.message));
    },
  };
}

function valuesTable(title, { columns, rows }) {
  const kind = (i) => ({ class: columns[i].numeric ? 'numeric' : null });
  return h(
    'table',
    {},
    h('caption', { class: 'visually-hidden' }, title),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        columns.map((c, i) => h('th', { scope: 'col', ...kind(i) }, c.label)),
      ),
    ),
    h(
      'tbody',
      {},
      rows.map((row) =>
        h(
          'tr',
          {},
          row.map((cell, i) => h('td', kind(i), cell?.shown ?? cell)),
        ),
      ),
    ),
  );
}
