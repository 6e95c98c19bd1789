import { boundMark } from '../parts/bound.mjs';
import { configurationName, groupName, varying } from '../configuration.mjs';
import { h } from '../dom.mjs';
import { measure, percent } from '../format.mjs';
import { trialAddress } from '../router.mjs';
import { chart } from './chart.mjs';
import { frontierOption } from './frontier-option.mjs';
import { legend } from './legend.mjs';
import { look, swatch } from './palette.mjs';

/** The frontier's plot: hover names a configuration, a click opens its trial. */
export function frontierPlot({ signal, onHover }) {
  const canvas = h('div', {
    class: 'canvas',
    role: 'img',
    'aria-label':
      'Validation accuracy against the Lipschitz bound. The table beside it holds the same points.',
  });
  const switches = legend(() => drawn?.then((c) => c?.draw()));
  const element = h('div', { class: 'plot' }, switches.element, canvas);
  let model = null;
  let drawn = null;

  const option = (t) =>
    frontierOption(t, {
      groups: model.groups.map((group, n) => ({
        ...group,
        points: group.points.filter(drawable),
        results: group.results.filter(drawable),
        look: look(n),
        hidden: switches.isHidden(group.key),
      })),
      rule: model.rule,
      describe,
    });

  function describe(point, group) {
    return h(
      'div',
      { class: 'tip-box' },
      h('p', { class: 'tip-name' }, swatch(group.look), configurationName(point.parameters, model.varying)),
      h('p', {}, h('b', {}, percent(point.accuracy)), ' at ', boundMark(point.bound)),
      h('p', { class: 'faint' }, `trial ${point.number} · seed ${point.seed} · loss ${measure(point.loss)}`),
    );
  }

  async function start() {
    const made = await chart(canvas, option, signal);
    made?.instance.on(
      'click',
      (event) => event.data?.point && (location.hash = trialAddress(event.data.point.trialId)),
    );
    made?.instance.on('mouseover', (event) => onHover(event.data?.point?.trialId ?? null));
    made?.instance.on('mouseout', () => onHover(null));
    return made;
  }

  return {
    element,
    update(frontier) {
      model = grouped(frontier);
      switches.update(model.groups.map((group, n) => ({ ...group, look: look(n) })));
      drawn = drawn ? drawn.then((c) => (c?.draw(), c)) : start();
    },
    /** Shows a frontier point's description as if it were hovered; null hides it. */
    async point(trialId) {
      const instance = (await drawn)?.instance;
      if (!instance || instance.isDisposed()) {
        return;
      }
      const { series } = instance.getOption();
      for (const [seriesIndex, { id, data }] of series.entries()) {
        const dataIndex = id.startsWith('frontier')
          ? data.findIndex((d) => d.point?.trialId === trialId)
          : -1;
        if (dataIndex >= 0) {
          instance.dispatchAction({ type: 'showTip', seriesIndex, dataIndex });
          return;
        }
      }
      instance.dispatchAction({ type: 'hideTip' });
    },
  };
}

/** True for a point that has a place in the plot: a bound of zero or infinity has none on a log axis. */
export const drawable = (point) => Number.isFinite(point.log10Bound) && Number.isFinite(point.accuracy);

/** The server's groups with every result beside its own; the colours follow the groups' names. */
export function grouped(frontier) {
  const key = (parameters) => JSON.stringify(frontier.by.map((name) => parameters[name] ?? null));
  const results = groupBy(frontier.results ?? [], (p) => key(p.parameters));
  const groups = frontier.groups
    .map(({ group, points }) => ({
      key: key(group),
      name: groupName(group),
      points,
      results: results.get(key(group)) ?? [],
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  return {
    rule: frontier.rule,
    by: frontier.by,
    groups,
    varying: varying((frontier.results ?? []).map((p) => p.parameters)),
  };
}

function groupBy(list, keyOf) {
  const map = new Map();
  for (const item of list) {
    const key = keyOf(item);
    map.has(key) ? map.get(key).push(item) : map.set(key, [item]);
  }
  return map;
}
