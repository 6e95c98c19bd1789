import { get } from '../api.mjs';
import { powerLabel } from '../charts/chart.mjs';
import { look, swatch } from '../charts/palette.mjs';
import { stepsOption } from '../charts/steps-option.mjs';
import { configurationName } from '../configuration.mjs';
import { h } from '../dom.mjs';
import { percent } from '../format.mjs';
import { boundMark } from '../parts/bound.mjs';
import { trialAddress } from '../router.mjs';
import { plotPanel } from './plot-panel.mjs';

const NAMES = ['baseline', 'check'];

/** The frontier of the baseline against that of the check. */
export function checkFrontier({ signal }) {
  let groups = [];
  let rule = '';
  let shown = '';
  const panel = plotPanel({
    id: 'check-frontier',
    title: 'Frontiers',
    signal,
    option: (t) =>
      stepsOption(t, {
        x: { name: `Lipschitz bound, rule ${rule}`, format: powerLabel },
        y: { name: 'validation accuracy', format: (v) => percent(v, 0) },
        lines: groups.map((group, n) => ({ ...group, look: look(n) })),
        describe,
      }),
    values: () => table(),
    onChart: (instance) =>
      instance.on('click', (e) => e.data?.point && (location.hash = trialAddress(e.data.point.trialId))),
  });

  async function load(check) {
    const sides = await Promise.all(
      [check.pinnedSweepId, check.sweepId].map((sweep) => get(`/sweeps/${sweep}/frontier`, {}, signal)),
    );
    rule = sides[0].rule;
    groups = sides.map((side, n) => ({
      name: NAMES[n],
      points: side.groups
        .flatMap((group) => group.points)
        .filter((p) => Number.isFinite(p.bound.log10))
        .map((p) => ({ ...p, x: p.bound.log10, y: p.accuracy })),
    }));
    if (!groups.some((group) => group.points.length)) {
      panel.say('No results yet', 'A frontier needs trials that have been completed.');
      return;
    }
    panel.draw(
      'What accuracy each bound costs, in the sweep that was pinned when the check began and in the one that is compared.',
    );
    panel.above(
      h(
        'p',
        { class: 'legend-line' },
        NAMES.map((name, n) => h('span', { class: 'with-swatch' }, swatch(look(n)), name)),
      ),
    );
  }

  function describe(point, group) {
    return h(
      'div',
      { class: 'tip-box' },
      h(
        'p',
        { class: 'tip-name' },
        swatch(group.look),
        `${group.name}: ${configurationName(point.parameters, [])}`,
      ),
      h('p', {}, h('b', {}, percent(point.accuracy)), ' at ', boundMark(point.bound)),
      h('p', { class: 'faint' }, `trial ${point.number} · seed ${point.seed}`),
    );
  }

  function table() {
    return {
      columns: [
        { label: 'frontier' },
        { label: 'trial', numeric: true },
        { label: 'bound', numeric: true },
        { label: 'accuracy', numeric: true },
      ],
      rows: groups.flatMap(({ name, points }) =>
        points.map((p) => [
          name,
          { value: p.number, shown: h('a', { href: trialAddress(p.trialId) }, `#${p.number}`) },
          { value: p.bound.log10, shown: boundMark(p.bound) },
          { value: p.accuracy, shown: percent(p.accuracy) },
        ]),
      ),
    };
  }

  return {
    element: panel.element,
    show(check) {
      panel.element.hidden = !check;
      if (check && shown !== `${check.id} ${check.verdict}`) {
        shown = `${check.id} ${check.verdict}`;
        load(check).catch((e) => signal.aborted || panel.problem(e));
      }
    },
  };
}
