const KEY = 'lipsweep.token';

/** The token of this tab, or null. It lives in sessionStorage only: closing the tab forgets it. */
export const token = () => sessionStorage.getItem(KEY);
export const remember = (value) => sessionStorage.setItem(KEY, value.trim());
export const forget = () => sessionStorage.removeItem(KEY);

/**
 * Takes a token out of the address `#token=lsw_...` (`#token=...&/sweeps/x` goes on to that view)
 * and out of the address bar and history, so that a shared link or a screenshot cannot leak it.
 */
export function takeFromAddress() {
  const match = /^#token=([^&]+)&?(.*)$/.exec(location.hash);
  if (match) {
    remember(decodeURIComponent(match[1]));
    history.replaceState(null, '', `${location.pathname}#${match[2] || '/'}`);
  }
}
