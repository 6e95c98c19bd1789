import { ApiProblem } from './api.mjs';
import { put } from './dom.mjs';
import { lost, watchConnection } from './connection.mjs';
import { NOT_FOUND, PAGES } from './pages.mjs';
import { parse } from './router.mjs';
import { showAccount } from './parts/account.mjs';
import { showConnection } from './parts/banner.mjs';
import { showCrumbs } from './parts/crumbs.mjs';
import { showSection } from './parts/navigation.mjs';
import { failure } from './parts/notice.mjs';
import { keepTimesFresh } from './parts/time.mjs';
import { forget, takeFromAddress, token } from './token.mjs';
import { signIn } from './views/sign-in.mjs';

const main = document.getElementById('main');
const crumbs = document.getElementById('crumbs');
const who = document.getElementById('account');
let leave = new AbortController();
let shown = null;

/** Shows what the address names. */
async function show() {
  takeFromAddress();
  const route = parse(location.hash, PAGES);
  if (shown && shown.key === route.key && token()) {
    shown.reparametrize?.(route.parameters);
    return;
  }
  leave.abort();
  leave = new AbortController();
  const { signal } = leave;
  put(crumbs);
  showAccount(who, show);
  if (!token()) {
    shown = null;
    showSection(null);
    signIn(main, null, show);
    return;
  }
  const page = route.page ?? NOT_FOUND;
  shown = { key: route.key };
  showSection(page.section);
  const view = await code(page);
  if (!signal.aborted) {
    Object.assign(shown, view({ main, crumbs, route, signal, fail }));
    window.scrollTo(0, 0);
  }
}

/** A browser never asks again for a module that it could not get: then only a reload helps. */
async function code(page) {
  try {
    return await page.view();
  } catch {
    await lost();
    location.reload();
    return new Promise(() => {});
  }
}

/** Shows why a view cannot be: a refused token leads to the sign-in form, the rest can be tried again. */
function fail(problem) {
  if (problem instanceof ApiProblem && problem.status === 401) {
    leave.abort();
    shown = null;
    forget();
    put(crumbs);
    showSection(null);
    showAccount(who, show);
    signIn(main, problem.message, show);
    return;
  }
  showCrumbs(crumbs, [problem.status === 404 ? 'Not found' : 'Not loaded']);
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
