import { h } from '../dom.mjs';
import { valuesOf } from './schema.mjs';

/** `space/0/sigmaMax` as an id, and the place that a problem's JSON pointer begins with. */
export const idOf = (path) => `field-${path.join('-')}`;
export const pointerOf = (path) => `/${path.join('/')}`;

/**
 * A field for one value of the definition. `schema` describes it, `line` is what stands there,
 * `edit(line)` is called with what shall. Names to choose from are boxes to tick, one or, in a list,
 * several; everything else is a line of YAML.
 */
export function field({ path, name = path.at(-1), schema, line, problem, edit, remove }) {
  const id = idOf(path);
  const values = valuesOf(schema).map((one) => one.value);
  const isList = values.length > 0 && (schema.anyOf ?? []).some((variant) => variant.items);
  const own = { id, values, schema, line, edit, name };
  const control = isList ? boxes(own) : isClosed(schema) ? select(own) : input(own);
  return h(
    'div',
    { class: problem ? 'field wrong' : 'field' },
    isList
      ? h('span', { class: 'field-name', id: `${id}-name` }, name)
      : h('label', { for: id, class: 'field-name' }, name),
    control,
    remove
      ? h(
          'button',
          {
            type: 'button',
            class: 'link remove',
            id: `${id}-remove`,
            'aria-label': `Remove ${name}`,
            title: `Remove ${name}`,
            on: { click: remove },
          },
          '✕',
        )
      : null,
    h(
      'p',
      { class: 'hint', id: `${id}-hint` },
      problem ? h('span', { class: 'problem' }, `${problem.message}; ${problem.fix}`) : hint(schema),
    ),
  );
}

/** True if nothing but the names is allowed; elsewhere they are proposals. */
const isClosed = (schema) => schema.enum !== undefined || schema.const !== undefined;

function hint(schema) {
  const usual = schema.default === undefined || schema.default === '' ? '' : `; usually ${schema.default}`;
  // the names to choose from stand in the field itself
  return `${(schema.description ?? bounds(schema)).replace(/; one of [\w, -]+$/, '')}${usual}`;
}

function bounds({ minimum, maximum, exclusiveMinimum, maxLength }) {
  if (maxLength) {
    return `a text of 1 to ${maxLength} characters`;
  }
  const low = minimum ?? exclusiveMinimum;
  const word = exclusiveMinimum === undefined ? 'from' : 'above';
  return low === undefined ? '' : `${word} ${low}${maximum === undefined ? '' : ` to ${maximum}`}`;
}

function input({ id, values, schema, line, edit }) {
  const isText = schema.type === 'string';
  const element = h('input', {
    id,
    list: values.length ? `${id}-names` : null,
    value: isText ? unquoted(line) : line,
    spellcheck: 'false',
    autocomplete: 'off',
    'aria-describedby': `${id}-hint`,
    placeholder: schema.default === undefined ? '' : String(schema.default),
    on: { change: () => edit(isText ? quoted(element.value) : listed(element.value)) },
  });
  return values.length
    ? h(
        'span',
        {},
        element,
        h(
          'datalist',
          { id: `${id}-names` },
          values.map((value) => h('option', { value })),
        ),
      )
    : element;
}

function select({ id, values, line, edit }) {
  const element = h(
    'select',
    { id, 'aria-describedby': `${id}-hint`, on: { change: () => edit(element.value) } },
    ['', ...values].map((value) => h('option', { value, selected: value === line }, value || '–')),
  );
  return element;
}

function boxes({ id, values, line, edit, name }) {
  const ticked = new Set(
    line
      .replace(/^\[|\]$/g, '')
      .split(',')
      .map((value) => unquoted(value.trim())),
  );
  const change = () => {
    const chosen = [...element.querySelectorAll('input:checked')].map((box) => box.value);
    edit(chosen.length === 1 ? chosen[0] : chosen.length ? `[${chosen.join(', ')}]` : '');
  };
  const element = h(
    'details',
    { class: 'boxes', id },
    h(
      'summary',
      { id: `${id}-summary`, 'aria-describedby': `${id}-hint` },
      h('span', { class: 'visually-hidden' }, `${name}: `),
      values.filter((value) => ticked.has(value)).join(', ') || 'choose…',
    ),
    h(
      'div',
      { class: 'row', role: 'group', 'aria-label': name },
      values.map((value) =>
        h(
          'label',
          { class: 'box' },
          h('input', {
            type: 'checkbox',
            id: `${id}-${value}`,
            value,
            checked: ticked.has(value),
            on: { change },
          }),
          value,
        ),
      ),
    ),
  );
  return element;
}

/** Several values need no brackets in a form. */
export function listed(text) {
  const line = text.trim();
  return line.includes(',') && !/^[[{"']/.test(line) ? `[${line}]` : line;
}

const unquoted = (line) =>
  /^"(.*)"$/s.test(line)
    ? JSON.parse(line)
    : line.replace(/^'(.*)'$/s, (_, inner) => inner.replaceAll("''", "'"));

/** Text as YAML has it: plain where it cannot be read as anything else. */
export function quoted(text) {
  const isPlain = /^[A-Za-z_][\w .-]*$/.test(text) && !/^(true|false|null|yes|no|on|off)$/i.test(text);
  return text === '' ||
    (isPlain && text === text.trim()) ||
    /^\d+(\.\d+)?\s*(h|min|d|s|%|[KMG]i?B)$/.test(text)
    ? text
    : JSON.stringify(text);
}
