import { frontierPanel } from './frontier-panel.mjs';
import { sweepPage } from './sweep-page.mjs';

/** A sweep's home: what accuracy each bound costs. */
export function sweepFrontierView(page) {
  return sweepPage(page, 'Frontier', (sweep) => {
    const frontier = frontierPanel({ sweep, parameters: page.route.parameters, signal: page.signal });
    return {
      elements: [frontier.element],
      update: (next, before) => before?.trials.COMPLETED !== next.trials.COMPLETED && frontier.refresh(),
      events: { frontier: frontier.refresh },
      refresh: frontier.refresh,
      reparametrize: frontier.choose,
    };
  });
}
