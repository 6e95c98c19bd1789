import { get } from '../api.mjs';
import { barsOption } from '../charts/bars-option.mjs';
import { look, swatch } from '../charts/palette.mjs';
import { h } from '../dom.mjs';
import { percent, plural } from '../format.mjs';
import { loader } from '../throttle.mjs';
import { plotPanel } from './plot-panel.mjs';

const OBJECTIVES = [
  ['accuracy', 'accuracy'],
  ['bound', 'log10 bound'],
];
/** Below this the model explains too little for its shares to mean anything. */
const POOR_FIT = 0.5;
/** A bar for less than this would be none. */
const TELLING = 0.01;

/** Which parameters matter for which objective: shares of the variance, side by side. */
export function importancePanel({ sweep, signal }) {
  let group = null;
  const panel = plotPanel({
    id: 'importance',
    title: 'Parameter importance',
    signal,
    option: (t) => barsOption(t, { names: names(), series: bars(), format: (v) => percent(v, 0) }),
    values: () => table(),
  });

  async function load() {
    const { groups, method } = await get(`/sweeps/${sweep.id}/importance`, {}, signal);
    group = groups[0];
    if (group.note) {
      panel.say('Too few results to say', `${group.note}.`);
      return;
    }
    panel.height(2 * names().length + 1);
    panel.draw(words(method));
    panel.above(legend());
  }

  const share = (objective, name) => group[objective].parameters.find((s) => s.parameter === name);
  const all = () =>
    group.accuracy.parameters.map((s) => s.parameter).sort((a, b) => most(b) - most(a) || a.localeCompare(b));
  const names = () => all().filter((name) => most(name) >= TELLING);
  const most = (name) => Math.max(...OBJECTIVES.map(([key]) => share(key, name)?.total ?? 0));

  const bars = () =>
    OBJECTIVES.map(([key, name], n) => ({
      name,
      look: look(n),
      values: names().map((parameter) => ({
        main: share(key, parameter)?.main ?? 0,
        total: share(key, parameter)?.total ?? 0,
      })),
    }));

  function words(method) {
    const fits = OBJECTIVES.map(([key, name]) => `${percent(group[key].fit, 0)} of the variance of ${name}`);
    const poor = OBJECTIVES.filter(([key]) => group[key].fit < POOR_FIT).map(([, name]) => name);
    const warning = poor.length
      ? ` For ${poor.join(' and ')} that is too little for the shares to mean much.`
      : '';
    return `Full bar: a parameter by itself; pale: together with others. By ${method} over ${plural(group.results, 'result')}, which explains ${fits.join(' and ')}.${warning}`;
  }

  const legend = () =>
    h(
      'p',
      { class: 'legend-line' },
      OBJECTIVES.map(([, name], n) => h('span', { class: 'with-swatch' }, swatch(look(n)), name)),
    );

  const cell = (value) => ({ value, shown: percent(value) });

  function table() {
    return {
      columns: [
        { label: 'parameter' },
        ...OBJECTIVES.flatMap(([, name]) => [
          { label: `${name}, alone`, numeric: true },
          { label: `${name}, with others`, numeric: true },
        ]),
      ],
      rows: all().map((parameter) => [
        parameter,
        ...OBJECTIVES.flatMap(([key]) => [
          cell(share(key, parameter)?.main ?? 0),
          cell(share(key, parameter)?.total ?? 0),
        ]),
      ]),
    };
  }

  return { element: panel.element, refresh: loader(load, (e) => panel.problem(e), 60_000, signal) };
}
