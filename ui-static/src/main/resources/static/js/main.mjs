import { ApiProblem } from './api.mjs';
import { put } from './dom.mjs';
import { watchConnection } from './connection.mjs';
import { parse } from './router.mjs';
import { showConnection } from './parts/banner.mjs';
import { showCrumbs } from './parts/crumbs.mjs';
import { failure } from './parts/notice.mjs';
import { keepTimesFresh } from './parts/time.mjs';
import { forget, takeFromAddress, token } from './token.mjs';
import { notFound } from './views/not-found.mjs';
import { signIn } from './views/sign-in.mjs';
import { sweepView } from './views/sweep.mjs';
import { sweepsView } from './views/sweeps.mjs';
import { trialView } from './views/trial.mjs';

const VIEWS = { sweeps: sweepsView, sweep: sweepView, trial: trialView, unknown: notFound };

const main = document.getElementById('main');
const crumbs = document.getElementById('crumbs');
let leave = new AbortController();
let shown = null;

/** Shows what the address names. A view gets where to draw, its part of the address, and a signal that ends with it. */
function show() {
  takeFromAddress();
  const route = parse(location.hash);
  if (shown && shown.key === route.key && token()) {
    shown.reparametrize?.(route.parameters);
    return;
  }
  leave.abort();
  leave = new AbortController();
  put(crumbs);
  if (!token()) {
    shown = null;
    signIn(main, null, show);
    return;
  }
  const page = { main, crumbs, route, signal: leave.signal, fail };
  shown = { key: route.key, ...VIEWS[route.view](page) };
  window.scrollTo(0, 0);
}

/** Shows why a view cannot be: a refused token leads to the sign-in form, the rest can be tried again. */
function fail(problem) {
  if (problem instanceof ApiProblem && problem.status === 401) {
    leave.abort();
    shown = null;
    forget();
    put(crumbs);
    signIn(main, problem.message, show);
    return;
  }
  showCrumbs(crumbs, ['Sweeps', '#/'], [problem.status === 404 ? 'Not found' : 'Not loaded']);
  put(
    main,
    failure(problem, () => restart()),
  );
}

function restart() {
  shown = null;
  show();
}

let wasLost = false;
watchConnection((state) => {
  showConnection(state);
  if (state.status === 'live' && wasLost) {
    shown?.refresh?.();
  }
  wasLost = state.status === 'lost';
});
addEventListener('hashchange', show);
document.addEventListener(
  'visibilitychange',
  () => document.visibilityState === 'visible' && shown?.refresh?.(),
);
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
keepTimesFresh();
show();
