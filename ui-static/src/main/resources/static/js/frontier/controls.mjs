import { get } from '../api.mjs';
import { axisNames } from '../axes.mjs';
import { h } from '../dom.mjs';
import { choice as select } from '../parts/choice.mjs';
import { popover } from '../parts/popover.mjs';
import { METHOD } from './choice.mjs';

const BY = [
  [METHOD, 'optimizer and constraint'],
  ['optimizer', 'optimizer'],
  ['constraint', 'constraint'],
  ['', 'nothing: one frontier'],
];
const SEEDS = [
  ['each', 'each for itself'],
  ['mean', 'mean'],
  ['median', 'median'],
  ['worst', 'worst'],
];
const EVIDENCE = [
  ['', 'any'],
  ['certified', 'certified'],
  ['audited', 'audited'],
];
/** Which metrics are the better the larger. */
const most = (metric) => metric === 'accuracy' || metric.startsWith('robust/');

/**
 * What a frontier is grouped, coloured and measured by. The usual choices are there at once; what
 * else these results can be asked for is fetched when somebody turns to the controls.
 */
export function controls({ path, choice, pick, signal }) {
  let known = null;
  const own = {
    by: select({
      id: 'group-by',
      label: 'one line per',
      options: BY,
      value: METHOD,
      pick: (by) => pick({ by, view: null }),
    }),
    colour: select({
      id: 'colour-by',
      label: 'colour by',
      options: [],
      value: '',
      pick: (v) => pick({ colour: v || null }),
    }),
    seeds: select({
      id: 'seeds',
      label: 'seeds',
      options: SEEDS,
      value: 'each',
      pick: (seeds) => pick({ seeds, view: null }),
    }),
    x: select({
      id: 'objective-x',
      label: 'across',
      options: [],
      value: '',
      pick: (v) => objectives({ x: v || null }),
    }),
    y: select({
      id: 'objective-y',
      label: 'up',
      options: [],
      value: '',
      pick: (v) => objectives({ y: v || null }),
    }),
    rule: select({
      id: 'rule',
      label: 'rule',
      options: [],
      value: '',
      pick: (v) => pick({ rule: v || null, view: null }),
    }),
    evidence: select({
      id: 'evidence',
      label: 'evidence',
      options: EVIDENCE,
      value: '',
      pick: (v) => pick({ evidence: v || null, view: null }),
    }),
  };
  const more = popover(
    'More',
    h('div', { class: 'row' }, own.x.elements, own.y.elements, own.rule.elements, own.evidence.elements),
  );
  const element = h(
    'div',
    { class: 'row controls' },
    own.by.elements,
    own.colour.elements,
    own.seeds.elements,
    more,
  );
  let asking = null;
  const look = () => {
    asking ??= get(`${path}/choices`, {}, signal).then(
      (answer) => {
        known = answer;
        update();
        return answer;
      },
      () => (asking = null),
    );
    return asking;
  };
  element.addEventListener('focusin', look, { once: true });
  element.addEventListener('pointerenter', look, { once: true });

  /** Seeds are taken together for bound against accuracy only. */
  function objectives(changes) {
    pick({ ...changes, seeds: 'each', view: null, question: null });
  }

  function update() {
    const now = choice();
    const names = known ? axisNames(known.parameters).map((name) => [name, name]) : [];
    const metrics = (known?.metrics ?? []).map((name) => [`${name}:${most(name) ? 'max' : 'min'}`, name]);
    own.by.set(options([...BY, ...names], now.by), now.by);
    own.colour.set(options([['', 'as the lines'], ...names], now.colour ?? ''), now.colour ?? '');
    own.seeds.set(SEEDS, now.seeds);
    own.x.set(options([['', 'bound'], ...without(metrics, 'bound')], now.x ?? ''), now.x ?? '');
    own.y.set(options([['', 'accuracy'], ...without(metrics, 'accuracy')], now.y ?? ''), now.y ?? '');
    own.rule.set(
      options([['', 'the trials’ own'], ...(known?.rules ?? []).map((rule) => [rule, rule])], now.rule ?? ''),
      now.rule ?? '',
    );
    own.evidence.set(EVIDENCE, now.evidence ?? '');
    for (const part of own.seeds.elements) {
      part.toggleAttribute('disabled', Boolean(now.x || now.y));
    }
  }

  return { element, update, choices: look };
}

const without = (metrics, metric) => metrics.filter(([, name]) => name !== metric);

/** Each once; what the address has chosen is among them, whatever else is known. */
const options = (list, chosen) => [
  ...new Map([...list, ...(list.some(([value]) => value === chosen) ? [] : [[chosen, chosen]])]).entries(),
];
