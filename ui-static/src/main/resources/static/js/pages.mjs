/**
 * Every page: the pattern of its address, its section of the navigation, and its view, which is
 * loaded when it is first shown. The first page of a section is where the navigation leads.
 *
 * A view is called with { main, crumbs, route, signal, fail }: where to draw, the parts of its
 * address, a signal that ends with it, and what to call when it cannot be shown. It may hand back
 * `refresh()`, for when events may have been missed, and `reparametrize(parameters)`, for another
 * query behind the same path.
 */
export const PAGES = [
  page('/', 'Sweeps', () => import('./views/sweeps.mjs').then((m) => m.sweepsView)),
  page('/sweeps', 'Sweeps', () => import('./views/sweeps.mjs').then((m) => m.sweepsView)),
  page('/sweeps/:id', 'Sweeps', () => import('./views/sweep-frontier.mjs').then((m) => m.sweepFrontierView)),
  page('/sweeps/:id/trials', 'Sweeps', () => import('./views/sweep.mjs').then((m) => m.sweepView)),
  page('/sweeps/:id/parameters', 'Sweeps', () =>
    import('./views/sweep-parameters.mjs').then((m) => m.sweepParametersView),
  ),
  page('/frontiers', 'Frontiers', () => import('./views/frontiers.mjs').then((m) => m.frontiersView)),
  page('/frontiers/:name', 'Frontiers', () => import('./views/frontier.mjs').then((m) => m.frontierView)),
  page('/baselines', 'Baselines', () => import('./views/baselines.mjs').then((m) => m.baselinesView)),
  page('/baselines/:name', 'Baselines', () => import('./views/baseline.mjs').then((m) => m.baselineView)),
  page('/cluster', 'Cluster', () => import('./views/cluster.mjs').then((m) => m.clusterView)),
  page('/new', 'New sweep', () => import('./views/new-sweep.mjs').then((m) => m.newSweepView)),
  page('/trials/:id', 'Sweeps', () => import('./views/trial.mjs').then((m) => m.trialView)),
];

/** Where an address leads that no pattern fits. */
export const NOT_FOUND = page(null, '', () => import('./views/not-found.mjs').then((m) => m.notFound));

/** Names of sections with the address of their first page, in the order of the navigation. */
export const SECTIONS = [
  ...PAGES.reduce((all, { section, path }) => (all.has(section) ? all : all.set(section, path)), new Map()),
];

function page(path, section, view) {
  return { path, section, view };
}
