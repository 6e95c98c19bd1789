import { h } from '../dom.mjs';

/**
 * Buttons that save what a plot shows: its drawing as SVG and PNG, its values as CSV. `instance()` is
 * the chart, `values()` its table, {columns: [{label}], rows: [[cell]]} or CSV already, `legend()` the
 * names that stand beside the chart and not in it: [{name, look}].
 */
export function downloads({ name, instance, values, legend = () => [] }) {
  const picture = () => import('./picture.mjs');
  const svg = async () => (await picture()).svgPicture(await instance(), titled(name), legend());
  const kinds = {
    SVG: async () => new Blob([await svg()], { type: 'image/svg+xml' }),
    PNG: async () => (await picture()).pngPicture(await svg()),
    CSV: async () => new Blob([csv(await values())], { type: 'text/csv' }),
  };
  return h(
    'p',
    { class: 'downloads', role: 'group', 'aria-label': `Save ${name}` },
    Object.entries(kinds).map(([kind, make]) =>
      h(
        'button',
        {
          type: 'button',
          class: 'link',
          title: `Save as ${kind}`,
          on: {
            click: async () =>
              save(await make(), `${fileName(document.title)}-${fileName(name)}.${kind.toLowerCase()}`),
          },
        },
        kind,
      ),
    ),
  );
}

/** RFC 4180. A cell is a text, an element, or {value, shown}: the number and how the page writes it. */
export function csv(values) {
  if (typeof values === 'string') {
    return values;
  }
  const { columns, rows } = values;
  const line = (cells) => cells.map((cell) => quoted(raw(cell))).join(',');
  return [line(columns.map((column) => column.label)), ...rows.map(line)]
    .map((text) => `${text}\r\n`)
    .join('');
}

const raw = (cell) => (cell?.shown === undefined ? (cell?.textContent ?? cell) : cell.value) ?? '';
const quoted = (value) =>
  /[",\r\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : String(value);
const titled = (name) => `${document.title.split(' · ')[0]}: ${name}`;
const fileName = (text) =>
  text
    .split(' · ')[0]
    .toLowerCase()
    .replace(/[^\w]+/g, '-')
    .replace(/^-|-$/g, '');

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  h('a', { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}
