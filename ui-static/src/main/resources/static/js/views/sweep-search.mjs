import { get } from '../api.mjs';
import { look, swatch } from '../charts/palette.mjs';
import { stepsOption } from '../charts/steps-option.mjs';
import { h, put } from '../dom.mjs';
import { count, duration, measure, number, percent, plural } from '../format.mjs';
import { choice } from '../parts/choice.mjs';
import { loader } from '../throttle.mjs';
import { plotPanel } from './plot-panel.mjs';

/** How a sweep chooses its points, what was stopped at which rung, and what its compute has brought. */
export function searchPanel({ sweep, ask, pick, signal }) {
  let search = null;
  let growth = null;
  const beside = choice({
    id: 'beside',
    label: 'beside',
    options: [['', 'no other sweep']],
    value: '',
    pick: (v) => (pick({ beside: v }), now()),
  });
  const standing = h('div', { class: 'search-standing' });
  const panel = plotPanel({
    id: 'search',
    title: 'Search and what it brought',
    controls: beside.elements,
    signal,
    option: (t) =>
      stepsOption(t, {
        x: { name: 'time of all attempts', format: duration, from: 0 },
        y: { name: 'hypervolume', format: (v) => number(v, 3), from: 0 },
        lines: lines(),
        describe,
      }),
    values: () => table(),
  });

  /** Sweeps of the same recipe can be compared: the grid that a search replaces, for one. */
  get('/sweeps', { limit: 100 }, signal).then(
    ({ items }) =>
      beside.set(
        [
          ['', 'no other sweep'],
          ...items.filter((s) => s.id !== sweep.id && s.recipe === sweep.recipe).map((s) => [s.id, s.name]),
        ],
        ask().beside ?? '',
      ),
    () => {}, // without the list there is nothing to compare with
  );

  async function load() {
    [search, growth] = await Promise.all([
      get(`/sweeps/${sweep.id}/search`, {}, signal),
      get(`/sweeps/${sweep.id}/growth`, { with: ask().beside }, signal),
    ]);
    put(standing, words(), search.rungs.length ? rungs() : null, legend());
    if (!growth.sweeps.some((one) => one.points.length)) {
      panel.say(
        'No results yet',
        `Points are chosen by ${search.method}. Volume grows with the first completed trial.`,
      );
      return;
    }
    panel.draw(
      'Hypervolume: decades of the bound times accuracy that the frontier has under it, from one reference for all. A step is a trial that added to it.',
    );
    panel.above(standing);
  }

  function words() {
    const parts = [
      search.points === null
        ? `Points by ${search.method}`
        : `Points by ${search.method}: ${count(search.proposed)} of ${count(search.points)} proposed`,
      search.raced ? `${plural(search.raced, 'trial')} added by the race for seeds` : null,
      search.reused ? `${plural(search.reused, 'result')} taken from history` : null,
      search.stopping ? `stopping by ${search.stopping}` : null,
    ];
    return h(
      'p',
      {},
      parts.filter(Boolean).join(' · '),
      search.note ? h('span', { class: 'faint' }, ` · ${search.note}`) : null,
    );
  }

  const rungs = () =>
    h(
      'ol',
      { class: 'rungs', 'aria-label': 'Rungs' },
      search.rungs.map(({ rung, share, reached, stopped }) =>
        h(
          'li',
          {},
          h('b', {}, `rung ${rung}`),
          ` at ${percent(share, 0)} of the steps: ${plural(reached, 'trial')} came, ${count(stopped)} stopped`,
        ),
      ),
    );

  const legend = () =>
    growth.sweeps.length > 1
      ? h(
          'p',
          { class: 'legend-line' },
          growth.sweeps.map((one, n) => h('span', { class: 'with-swatch' }, swatch(look(n)), one.name)),
        )
      : null;

  const lines = () =>
    growth.sweeps
      .map(({ name, points }, n) => ({
        name,
        look: look(n),
        points: points.map((p) => ({ ...p, x: p.seconds, y: p.volume })),
      }))
      .filter((line) => line.points.length);

  function describe(point, line) {
    return h(
      'div',
      { class: 'tip-box' },
      h('p', { class: 'tip-name' }, swatch(line.look), line.name),
      h('p', {}, h('b', {}, measure(point.volume)), ` after ${duration(point.seconds)}`),
      h('p', { class: 'faint' }, plural(point.steps, 'step')),
    );
  }

  function table() {
    return {
      columns: [
        { label: 'sweep' },
        { label: 'time of attempts', numeric: true },
        { label: 'steps', numeric: true },
        { label: 'hypervolume', numeric: true },
      ],
      rows: growth.sweeps.flatMap(({ name, points }) =>
        points.map((p) => [
          name,
          { value: p.seconds, shown: duration(p.seconds) },
          { value: p.steps, shown: count(p.steps) },
          { value: p.volume, shown: measure(p.volume, 4) },
        ]),
      ),
    };
  }

  const problem = (e) => panel.problem(e);
  const refresh = loader(load, problem, 15_000, signal);
  const now = loader(load, problem, 0, signal);
  return { element: panel.element, refresh };
}
