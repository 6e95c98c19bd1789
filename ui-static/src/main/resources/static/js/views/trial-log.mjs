import { get } from '../api.mjs';
import { h, put } from '../dom.mjs';
import { bytes } from '../format.mjs';
import { empty, loading } from '../parts/notice.mjs';
import { choice } from '../parts/choice.mjs';
import { loader } from '../throttle.mjs';

/** What the trainer has said on its standard error, attempt by attempt; the end is in view. */
export function logPanel({ path, signal }) {
  let logs = [];
  const pick = choice({ id: 'log-attempt', label: 'attempt', options: [], value: '', pick: () => show() });
  const text = h('pre', { class: 'log', tabindex: 0, 'aria-label': 'Log of the attempt' });
  const size = h('span', { class: 'faint' });
  const body = h('div', {}, loading('the log'));
  const element = h(
    'section',
    { class: 'panel', 'aria-labelledby': 'log' },
    h('div', { class: 'panel-head' }, h('h2', { id: 'log' }, 'Log'), size, pick.elements),
    body,
  );

  async function load() {
    const { items } = await get(`${path}/log`, {}, signal);
    const wasLast = pick.value === '' || pick.value === String(logs.at(-1)?.epoch);
    logs = items;
    pick.set(
      logs.map(({ epoch }) => [String(epoch), `epoch ${epoch}`]),
      wasLast ? String(logs.at(-1)?.epoch ?? '') : pick.value,
    );
    show();
  }

  function show() {
    const log = logs.find(({ epoch }) => String(epoch) === pick.value);
    pick.elements.forEach((part) => (part.hidden = logs.length < 2));
    if (!log?.text) {
      size.textContent = '';
      put(
        body,
        empty('Nothing in the log', 'The trainer has said nothing, or its worker is too old to pass it on.'),
      );
      return;
    }
    size.textContent = `${bytes(log.bytes)}${log.text.length < log.bytes ? ', the end of it' : ''}`;
    const wasAtEnd = text.scrollTop + text.clientHeight >= text.scrollHeight - 4;
    if (text.textContent !== log.text) {
      text.textContent = log.text;
    }
    if (text.parentNode !== body) {
      put(body, text);
    }
    if (wasAtEnd) {
      text.scrollTop = text.scrollHeight;
    }
  }

  return {
    element,
    refresh: loader(load, (e) => put(body, empty('The log could not be loaded', e.message)), 2000, signal),
  };
}
