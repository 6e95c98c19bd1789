import { h } from '../dom.mjs';
import { field, idOf, pointerOf } from './form-fields.mjs';
import { morph } from './morph.mjs';
import { isAxis, ofRecipe, recipesOf } from './schema.mjs';

/** Words of a definition that the form shows by themselves, not among the settings. */
const OWN = ['name', 'recipe', 'space', 'seeds'];
/** What most sweeps vary comes first where a parameter is added. */
const COMMON = ['optimizer', 'constraint', 'sigmaMax', 'weightDecay', 'learningRate', 'logitScale', 'steps'];

/** A form that shows the same definition as the text; `edit(text)` is called with the text that it shall be. */
export function definitionForm({ schema, edit }) {
  const element = h('form', {
    class: 'definition-form',
    'aria-label': 'Definition as a form',
    on: { submit: (e) => e.preventDefault() },
  });
  let now = null;
  let recipe = null;
  let problems = [];

  function show(draft, found) {
    now = draft;
    problems = found;
    recipe = draft.tree.recipe;
    morph(
      element,
      h(
        'div',
        {},
        draft.readable
          ? parts()
          : h('p', { class: 'faint' }, 'The text is not YAML yet; the form waits for it.'),
      ),
    );
  }

  const parts = () => [general(), everyBlock(), ...blocks(), adder(), settings()];

  const properties = () => ofRecipe(schema, recipe).properties;

  function own(path, node, more = {}) {
    return field({
      path,
      schema: node,
      line: now.line(path),
      problem: problemAt(path),
      edit: (line) => edit(now.with(path, line)),
      ...more,
    });
  }

  /** A problem belongs to the field whose place it names, or a place within it. */
  function problemAt(path) {
    const pointer = pointerOf(path);
    return problems.find((problem) => problem.path === pointer || problem.path.startsWith(`${pointer}/`));
  }

  function general() {
    const recipes = recipesOf(schema);
    const known = recipes.find((one) => one.value === recipe);
    return section(
      'general',
      'Sweep',
      own(['name'], properties().name),
      own(['recipe'], {
        enum: recipes.map((one) => one.value),
        description: known?.detail ?? 'what is trained',
      }),
      own(['seeds'], properties().seeds),
    );
  }

  function everyBlock() {
    const keys = Object.keys(now.tree).filter((key) => isAxis(schema, recipe, key));
    return section(
      'every-block',
      'In every block',
      keys.map((key) => axis([key])),
      add([], keys),
    );
  }

  function blocks() {
    const list = Array.isArray(now.tree.space) ? now.tree.space : [];
    return list.map((block, n) => {
      const keys = Object.keys(block ?? {});
      return section(
        `block-${n}`,
        `Block ${n + 1}`,
        h(
          'div',
          { class: 'row block-actions' },
          h(
            'button',
            { type: 'button', class: 'small', id: `copy-block-${n}`, on: { click: () => copy(n) } },
            'Copy',
          ),
          h(
            'button',
            {
              type: 'button',
              class: 'small',
              id: `remove-block-${n}`,
              on: { click: () => edit(now.without(['space', n])) },
            },
            'Remove',
          ),
        ),
        problems
          .filter((p) => p.path === `/space/${n}`)
          .map((p) => h('p', { class: 'problem' }, `${p.message}; ${p.fix}`)),
        keys.map((key) => axis(['space', n, key])),
        add(['space', n], [...keys, ...Object.keys(now.tree)]),
      );
    });
  }

  function copy(n) {
    const keys = Object.keys(now.tree.space[n] ?? {});
    edit(now.withBlock(keys.map((key) => [key, now.line(['space', n, key])])));
  }

  function axis(path) {
    const key = path.at(-1);
    const node = properties()[key] ?? { description: 'this recipe has no such parameter' };
    return own(path, node, { remove: () => edit(now.without(path)) });
  }

  /** Adds a parameter with its usual value, or its first one. */
  function add(path, taken) {
    const axes = Object.keys(properties().space.items.properties).filter(
      (key) => !taken.includes(key) && (path.length || key !== 'seeds'),
    );
    const names = [
      ...COMMON.filter((name) => axes.includes(name)),
      ...axes.filter((name) => !COMMON.includes(name)),
    ];
    const id = `${idOf(path)}-add`;
    const select = h(
      'select',
      { id, on: { change: () => edit(now.with([...path, select.value], usual(select.value))) } },
      h('option', { value: '' }, 'Add a parameter…'),
      names.map((name) => h('option', { value: name }, name)),
    );
    return h('p', {}, h('label', { for: id, class: 'visually-hidden' }, 'Add a parameter'), select);
  }

  function usual(name) {
    const node = properties()[name];
    const choice = (node.anyOf ?? []).find((variant) => variant.enum)?.enum[0];
    return String(node.default ?? choice ?? 1) || "''";
  }

  function adder() {
    return h(
      'p',
      {},
      h(
        'button',
        {
          type: 'button',
          id: 'add-block',
          on: {
            click: () =>
              edit(
                now.withBlock([
                  ['optimizer', 'muon'],
                  ['constraint', 'spectral_soft_cap'],
                  ['sigmaMax', '[1, 2]'],
                  ['learningRate', '0.1'],
                ]),
              ),
          },
        },
        'Add a block',
      ),
    );
  }

  /** Everything else that the schema knows: resources, limits, how it is searched. */
  function settings() {
    const rest = Object.entries(properties()).filter(
      ([key]) => !OWN.includes(key) && !isAxis(schema, recipe, key),
    );
    const single = rest.filter(([, node]) => !node.properties);
    const groups = rest.filter(([, node]) => node.properties);
    return h(
      'details',
      {
        id: 'settings',
        class: 'section',
        open: problems.some((p) => rest.some(([key]) => p.path.startsWith(`/${key}`))),
      },
      h('summary', {}, h('h3', {}, 'Limits, resources and search')),
      groups.map(([key, node]) =>
        h(
          'fieldset',
          {},
          h('legend', {}, key),
          Object.entries(node.properties).map(([name, inner]) => own([key, name], inner)),
        ),
      ),
      h(
        'fieldset',
        {},
        h('legend', {}, 'how it runs'),
        single.map(([key, node]) => own([key], node)),
      ),
    );
  }

  return { element, show };
}

function section(id, title, ...children) {
  return h(
    'section',
    { class: 'section', 'aria-labelledby': `form-${id}` },
    h('h3', { id: `form-${id}` }, title),
    ...children,
  );
}
