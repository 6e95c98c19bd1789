import { frontierPanel } from '../frontier/panel.mjs';
import { sweepSource } from '../frontier/sources.mjs';
import { sweepPage } from './sweep-page.mjs';

/** A sweep's home: what accuracy each bound costs. */
export function sweepFrontierView(page) {
  const { names, parameters } = page.route;
  const frontier = frontierPanel({ source: sweepSource(names.id), parameters, signal: page.signal });
  frontier.refresh();
  return sweepPage(
    page,
    'Frontier',
    () => ({
      elements: [],
      update: (next, before) => before && hasMore(next, before) && frontier.refresh(),
      events: { frontier: frontier.refresh },
      refresh: frontier.refresh,
      reparametrize: frontier.choose,
    }),
    [frontier.element],
  );
}

const hasMore = (next, before) =>
  ['COMPLETED', 'INFEASIBLE'].some((state) => before.trials[state] !== next.trials[state]);
