import { levelText } from '../axes.mjs';
import { ordered } from '../configuration.mjs';
import { h, put } from '../dom.mjs';
import { value } from '../format.mjs';
import { popover } from '../parts/popover.mjs';

/** Which results are let in, by the values of their parameters. `choices()` fetches what there is. */
export function filters({ choices, choice, pick }) {
  const chips = h('ul', { class: 'chips', 'aria-label': 'Only results with' });
  const menu = h('div', { class: 'filter-menu' }, h('p', { class: 'faint' }, 'Loading…'));
  const element = h('div', { class: 'row filter-line' }, popover('Filter', menu, fill), chips);

  async function fill() {
    const known = await choices();
    const axes = (known?.parameters ?? []).filter((axis) =>
      axis.levels.every((level) => level.value !== null),
    );
    const byName = new Map(axes.map((axis) => [axis.name, axis]));
    put(
      menu,
      ordered([...byName.keys()]).map((name) => group(byName.get(name))),
    );
    if (!axes.length) {
      put(menu, h('p', { class: 'faint' }, 'All results have the same parameters.'));
    }
  }

  function group(axis) {
    return h(
      'fieldset',
      {},
      h('legend', {}, axis.name),
      axis.levels.map((level) => {
        const text = String(level.value);
        return h(
          'label',
          {},
          h('input', {
            type: 'checkbox',
            checked: choice().where[axis.name]?.includes(text) ?? false,
            on: { change: (event) => set(axis.name, text, event.target.checked) },
          }),
          levelText(level),
        );
      }),
    );
  }

  /** A parameter of which no value is chosen lets everything in. */
  function set(name, text, isIn) {
    const where = { ...choice().where };
    const others = (where[name] ?? []).filter((one) => one !== text);
    where[name] = isIn ? [...others, text] : others;
    if (!where[name].length) {
      delete where[name];
    }
    pick({ where, view: null });
  }

  function update() {
    const { where } = choice();
    put(
      chips,
      ordered(Object.keys(where)).map((name) =>
        h(
          'li',
          { class: 'chip' },
          h('span', {}, `${name} `, h('b', {}, where[name].map(shown).join(', '))),
          h(
            'button',
            {
              type: 'button',
              class: 'link',
              'aria-label': `Without the filter of ${name}`,
              on: {
                click() {
                  const { [name]: _, ...rest } = choice().where;
                  pick({ where: rest, view: null });
                },
              },
            },
            '×',
          ),
        ),
      ),
    );
  }

  return { element, update };
}

const shown = (text) => (text !== '' && Number.isFinite(Number(text)) ? value(Number(text)) : text);
