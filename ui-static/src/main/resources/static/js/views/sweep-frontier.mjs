import { frontierPanel } from '../frontier/panel.mjs';
import { sweepSource } from '../frontier/sources.mjs';
import { sweepPage } from './sweep-page.mjs';

/** A sweep's home: what accuracy each bound costs. */
export function sweepFrontierView(page) {
  return sweepPage(page, 'Frontier', (sweep) => {
    const { parameters } = page.route;
    const frontier = frontierPanel({ source: sweepSource(sweep), parameters, signal: page.signal });
    return {
      elements: [frontier.element],
      update: (next, before) => hasMore(next, before) && frontier.refresh(),
      events: { frontier: frontier.refresh },
      refresh: frontier.refresh,
      reparametrize: frontier.choose,
    };
  });
}

const hasMore = (next, before) =>
  ['COMPLETED', 'INFEASIBLE'].some((state) => before?.trials[state] !== next.trials[state]);
