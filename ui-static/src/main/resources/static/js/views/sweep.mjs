import { h } from '../dom.mjs';
import { replaceParameters } from '../router.mjs';
import { sweepDefinition } from './sweep-definition.mjs';
import { failuresPanel } from './sweep-failures.mjs';
import { sweepPage } from './sweep-page.mjs';
import { pacePanel } from './sweep-pace.mjs';
import { timelinePanel } from './sweep-timeline.mjs';
import { trialsPanel } from './sweep-trials.mjs';

/** A sweep's trials: how fast they go, what went wrong, who ran them, each of them, and what was written. */
export function sweepView(page) {
  return sweepPage(page, 'Trials', (sweep) => {
    const { signal } = page;
    let asked = page.route.parameters;
    const ask = () => asked;
    const pick = (changes) => replaceParameters((asked = { ...asked, ...changes }));
    const pace = pacePanel({ sweep, signal });
    const failures = failuresPanel({ sweep, signal });
    const timeline = timelinePanel({ sweep, ask, pick, signal });
    const trials = trialsPanel({ sweep, ask, pick, signal });
    const sums = [pace, failures, timeline];
    return {
      elements: [
        h('div', { class: 'panels' }, pace.element, failures.element),
        timeline.element,
        trials.element,
        sweepDefinition(sweep),
      ],
      update(next, before) {
        if (before?.state !== next.state) {
          trials.refresh();
        }
        if (JSON.stringify(before?.trials) !== JSON.stringify(next.trials) || next.state === 'RUNNING') {
          sums.forEach((panel) => panel.refresh());
        }
      },
      events: { trial: trials.one },
      refresh: () => [...sums, trials].forEach((panel) => panel.refresh()),
      reparametrize(parameters) {
        asked = parameters;
        timeline.refresh();
        trials.choose();
      },
    };
  });
}
