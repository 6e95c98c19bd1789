import { sweepDefinition } from './sweep-definition.mjs';
import { sweepPage } from './sweep-page.mjs';
import { trialsPanel } from './sweep-trials.mjs';

/** A sweep's definition and trials. */
export function sweepView(page) {
  return sweepPage(page, 'Trials', (sweep) => {
    const trials = trialsPanel({ sweep, signal: page.signal });
    return {
      elements: [sweepDefinition(sweep), trials.element],
      update: (next, before) => before?.state !== next.state && trials.refresh(),
      events: { trial: trials.one },
      refresh: trials.refresh,
    };
  });
}
