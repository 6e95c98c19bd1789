import { get } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { follow } from '../events.mjs';
import { measure } from '../format.mjs';
import { showCrumbs } from '../parts/crumbs.mjs';
import { loading } from '../parts/notice.mjs';
import { time } from '../parts/time.mjs';
import { verdictChip } from '../parts/verdict-chip.mjs';
import { replaceParameters, sweepAddress } from '../router.mjs';
import { every, loader } from '../throttle.mjs';
import { baselineActions } from './baseline-actions.mjs';
import { checkFrontier } from './baseline-frontier.mjs';
import { historyPanel } from './baseline-history.mjs';
import { checkReport } from './baseline-report.mjs';
import { nextCheck, scheduleText } from './baseline-schedule.mjs';

/** One baseline: what is pinned, every check of it, and what one of them found. */
export function baselineView({ main, crumbs, route, signal, fail }) {
  const path = `/baselines/${encodeURIComponent(route.names.name)}`;
  let asked = route.parameters.check ?? null;
  let baseline = null;
  let parts = null;
  showCrumbs(crumbs, [route.names.name]);
  put(main, loading('the baseline'));

  async function load() {
    const [found, { items }] = await Promise.all([
      get(path, {}, signal),
      get(`${path}/checks`, { limit: 200 }, signal),
    ]);
    baseline = found;
    parts ??= build();
    parts.header(found);
    parts.actions.update(found, items);
    const chosen = items.find((check) => String(check.number) === asked) ?? items[0] ?? null;
    parts.history.update(items, chosen);
    await parts.report.show(chosen);
    parts.frontier.show(chosen);
  }

  function build() {
    const title = h('h1', { tabindex: -1 });
    const verdict = h('span');
    const facts = h('p', { class: 'faint facts' });
    const actions = baselineActions({ path, changed: () => now(), choose });
    const own = {
      actions,
      history: historyPanel({ choose }),
      report: checkReport({ path, signal }),
      frontier: checkFrontier({ signal }),
      header(found) {
        title.textContent = found.name;
        put(
          verdict,
          found.lastVerdict ? verdictChip(found.lastVerdict) : h('span', { class: 'faint' }, 'never checked'),
        );
        put(
          facts,
          'pinned sweep ',
          h('a', { href: sweepAddress(found.sweepId) }, found.sweep),
          ', ',
          time(found.pinnedAt),
          ` · margins: ${measure(100 * found.margins.accuracy, 2)} points of accuracy, ${measure(found.margins.log10Bound, 2)} decades of the bound`,
          found.margins.everyConfiguration ? ', in every configuration' : '',
          ` · checked ${scheduleText(found)}`,
          nextCheck(found),
        );
      },
    };
    put(
      main,
      h(
        'section',
        { class: 'panel sweep-head', 'aria-label': 'Baseline' },
        h('div', { class: 'card-head' }, title, verdict, actions.element),
        facts,
      ),
      own.history.element,
      own.report.element,
      own.frontier.element,
    );
    return own;
  }

  function choose(number) {
    asked = String(number);
    replaceParameters({ check: asked });
    now();
  }

  const refresh = loader(load, fail, 1000, signal);
  const now = loader(load, fail, 0, signal);
  refresh();
  follow({}, { check: refresh, reconnected: refresh }, signal);
  every(15_000, () => true, refresh, signal);
  return {
    refresh,
    reparametrize(parameters) {
      asked = parameters.check ?? null;
      now();
    },
  };
}
