import { tryNow } from '../connection.mjs';
import { h, put } from '../dom.mjs';

const WORDS = { live: 'live', connecting: 'connecting', lost: 'offline' };
let ticking = null;

/** The quiet banner of a lost server, and the word in the corner. */
export function showConnection(state) {
  const corner = document.getElementById('connection');
  corner.className = `connection ${state.status}`;
  put(corner, WORDS[state.status]);
  const banner = document.getElementById('banner');
  clearInterval(ticking);
  banner.hidden = state.status !== 'lost';
  if (banner.hidden) {
    put(banner);
    return;
  }
  const wait = h('span', { 'aria-live': 'off' });
  const tick = () => {
    const seconds = Math.max(0, Math.round((state.retryAt - Date.now()) / 1000));
    wait.textContent = seconds ? `Trying again in ${seconds} s.` : 'Trying again…';
  };
  tick();
  ticking = setInterval(tick, 500);
  put(
    banner,
    h('span', {}, 'The server does not answer. What you see is the last it said. '),
    wait,
    h('button', { type: 'button', class: 'link', on: { click: () => tryNow() } }, 'Try now'),
  );
}
