import { get, open } from '../api.mjs';
import { downloads } from '../charts/downloads.mjs';
import { frontierPlot } from '../charts/frontier-plot.mjs';
import { h, put } from '../dom.mjs';
import { plural } from '../format.mjs';
import { empty, loading } from '../parts/notice.mjs';
import { replaceParameters, trialAddress } from '../router.mjs';
import { loader } from '../throttle.mjs';
import { asked, readChoice, writeChoice } from './choice.mjs';
import { comparison } from './comparison.mjs';
import { controls } from './controls.mjs';
import { describer } from './describe.mjs';
import { edgeOf } from './edge.mjs';
import { filters } from './filters.mjs';
import { clouds, lines, looks } from './model.mjs';
import { objective } from './objectives.mjs';
import { question } from './question.mjs';
import { seedBands } from './seed-bands.mjs';
import { selection } from './selection.mjs';
import { frontierTable } from './table.mjs';

/** From so many results on the page asks less often for what has changed. */
const MANY = 20_000;

/** What a frontier depends on, and what the results around it do. */
const ofFrontier = (choice) => JSON.stringify([asked(choice), choice.seeds]);
const ofScatter = (choice) => JSON.stringify([ofFrontier(choice), choice.colour, choice.view]);

/**
 * The question of the field: what does each bound cost, per method? `source` is {path, events: a
 * sweep's id or null, by: how it is grouped unless somebody chooses, others: what it can be compared
 * with}. Everything that is chosen stands in the address.
 */
export function frontierPanel({ source, parameters, signal }) {
  let choice = readChoice(parameters, source.by);
  let frontier = null;
  let scatter = null;
  let model = null;
  let shape = null;
  let table = null;

  const describe = describer(signal);
  const plot = frontierPlot({
    signal,
    label: 'The frontier and all results. The table beside it holds the frontier’s points.',
    on: {
      hover: (item) => table?.light(item?.trialId ?? null),
      open: openItem,
      select: (item) => item.trialId && chosen.toggle(item.trialId),
      zoom: (view) => pick({ view }),
    },
  });
  const control = controls({ path: source.path, choice: () => choice, pick, signal });
  const filter = filters({ choices: control.choices, choice: () => choice, pick });
  const ask = question({ path: source.path, choice: () => choice, pick, changed: draw, signal });
  // while something else is awaited it is drawn with that
  const band = seedBands({ path: source.path, changed: () => isBusy() || draw(), signal });
  const chosen = selection({ choice: () => choice, pick, signal });
  const compared = comparison({ source, choice: () => choice, pick, changed: draw, signal });

  const caption = h('p', { class: 'faint caption' });
  const tableBox = h('div', { class: 'scroll frontier-table' });
  const saving = downloads({
    name: 'frontier',
    instance: plot.instance,
    values: savedValues,
    legend: () => model.lines,
  });
  const plotBox = h('div', {}, plot.element, h('div', { class: 'plot-foot' }, caption, saving));
  const body = h('div', { class: 'frontier', 'aria-busy': 'true' }, loading('the frontier'));
  const element = h(
    'section',
    { class: 'panel', 'aria-labelledby': 'frontier' },
    h('div', { class: 'panel-head' }, h('h2', { id: 'frontier' }, 'Frontier'), control.element),
    h('div', { class: 'row tools' }, ask.element, filter.element),
    body,
  );

  /** Somebody has chosen something. Only what depends on it is asked for again. */
  function pick(changes) {
    const before = choice;
    choice = { ...choice, ...changes };
    replaceParameters(writeChoice(choice, source.by));
    apply(before);
  }

  /** The address has changed by itself, as it does when somebody goes back. */
  function choose(next) {
    const before = choice;
    choice = readChoice(next, source.by);
    apply(before);
  }

  function apply(before) {
    const isOther = ofFrontier(before) !== ofFrontier(choice);
    control.update();
    filter.update();
    ask.update(isOther);
    chosen.update();
    compared.update(isOther);
    if (ofScatter(before) !== ofScatter(choice)) {
      body.setAttribute('aria-busy', 'true');
      (isOther ? frontierNow : scatterNow)();
    }
    if (!isOther) {
      draw();
    }
  }

  const isBusy = () => body.getAttribute('aria-busy') === 'true';

  /** Nothing is awaited if what is shown is still what is wanted. */
  function arrived(now) {
    body.setAttribute('aria-busy', String(ofScatter(now) !== ofScatter(choice)));
  }

  async function load() {
    const now = choice;
    const results = getScatter(now);
    band.load(now, results);
    const [nextFrontier, nextScatter] = await Promise.all([
      get(source.path, { ...asked(now), aggregate: now.seeds, compact: true }, signal),
      results,
    ]);
    if (ofFrontier(now) === ofFrontier(choice)) {
      [frontier, scatter] = [nextFrontier, nextScatter];
      arrived(now);
      build();
    }
  }

  async function loadScatter() {
    const now = choice;
    const next = await getScatter(now);
    if (frontier && ofScatter(now) === ofScatter(choice)) {
      scatter = next;
      arrived(now);
      build();
    }
  }

  function getScatter({ colour, view, ...rest }) {
    const [left, right, bottom, top] = view ?? [];
    const asking = { ...asked(rest), by: colour ?? rest.by, left, right, bottom, top };
    return get(`${source.path}/scatter`, asking, signal);
  }

  /** Brings what the server has said into the form that plot and table show. */
  function build() {
    const objectives = frontier.objectives.slice(0, 2).map(objective);
    const named = looks(
      frontier.groups.map((one) => one.group),
      scatter.groups.map((one) => one.group),
      choice.colour === null || choice.colour === choice.by,
    );
    model = {
      axes: objectives,
      lines: lines(frontier, objectives, named.lines),
      clouds: clouds(scatter, named.clouds),
      whole: scatter.whole,
    };
    model.edge = edgeOf(model.clouds);
    draw();
  }

  function draw() {
    if (!model) {
      return;
    }
    const results = model.clouds.reduce((sum, cloud) => sum + cloud.results, 0);
    if (!results && !model.edge.length) {
      shape = null;
      put(body, empty('No results yet', source.hint ?? 'A trial appears here as soon as it is completed.'));
      return;
    }
    const wanted = JSON.stringify([frontier.by, frontier.objectives, frontier.seeds]);
    if (shape !== wanted) {
      shape = wanted;
      table = frontierTable({
        by: frontier.by,
        axes: model.axes,
        isTogether: frontier.seeds !== 'each',
        onPoint: (trialId) => plot.point(trialId),
        selection: chosen,
      });
      put(tableBox, table.element);
      put(body, plotBox, tableBox, compared.element, chosen.element);
    }
    plot.update({
      ...model,
      view: choice.view,
      bands: band.of(model.lines),
      others: compared.lines(model),
      question: ask.marker(model),
      selected: new Set(choice.points),
      describe: describe.with(model),
    });
    table.update(model.lines, new Set(choice.points));
    ask.answer(model);
    body.dataset.by = frontier.by.join();
    body.dataset.results = results;
    if (!isBusy()) {
      caption.textContent = summary();
    }
  }

  function summary() {
    const sum = (of) => model.clouds.reduce((total, cloud) => total + of(cloud), 0);
    const points = model.lines.reduce((total, line) => total + line.points.length, 0);
    const inside = sum((cloud) => cloud.inside);
    const results = sum((cloud) => cloud.results);
    const missing = [
      [sum((cloud) => cloud.infinite), 'an infinite bound'],
      [sum((cloud) => cloud.zero), 'a bound of zero'],
      [sum((cloud) => cloud.unknown), 'no known bound'],
    ].filter(([n]) => n);
    return [
      `${plural(points, 'point')} on ${plural(model.lines.length, 'frontier')} of ${plural(results, 'result')}${choice.view ? `, ${plural(inside, 'result')} in view` : ''}.`,
      ...missing.map(([n, what]) => `${plural(n, 'result')} with ${what}.`),
      scatter.cellWidth ? 'A mark stands for all results in its place; the larger, the more.' : '',
      band.words(),
      'Steps are flat: what lies between two points is not attained.',
    ].join(' ');
  }

  /** A cell opens by coming closer, a result by its page. */
  function openItem(item) {
    if (item.trialId) {
      location.hash = trialAddress(item.trialId);
    } else if (item.cell) {
      const [left, right, bottom, top] = item.cell;
      const [width, height] = [right - left, top - bottom];
      pick({ view: [left - 3 * width, right + 3 * width, bottom - 3 * height, top + 3 * height] });
    } else if (item.address) {
      location.hash = item.address;
    }
  }

  /** The frontier's points as the server writes them. */
  async function savedValues() {
    const answer = await open(
      'GET',
      source.path,
      { ...asked(choice), aggregate: choice.seeds, format: 'csv' },
      { signal },
    );
    return answer.text();
  }

  function problem(e) {
    shape = null;
    model = null;
    arrived(choice);
    put(body, empty('The frontier could not be loaded', e.message));
  }

  const frontierNow = loader(load, problem, 0, signal);
  const scatterNow = loader(loadScatter, problem, 0, signal);
  const often = loader(load, problem, 1000, signal);
  const seldom = loader(load, problem, 10_000, signal);
  const refresh = () => (body.dataset.results > MANY ? seldom() : often());
  control.update();
  filter.update();
  ask.update(true);
  chosen.update();
  compared.update(true);
  return { element, refresh, choose };
}
