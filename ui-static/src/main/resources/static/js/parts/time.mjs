import { ago } from '../format.mjs';
import { h } from '../dom.mjs';

/** A moment as "3 min ago", the date and time on hover; it keeps itself fresh. */
export function time(iso) {
  if (!iso) {
    return h('span', { class: 'faint' }, '–');
  }
  return h('time', { datetime: iso, title: new Date(iso).toLocaleString() }, ago(iso, Date.now()));
}

export function keepTimesFresh() {
  setInterval(() => {
    for (const element of document.querySelectorAll('time[datetime]')) {
      const text = ago(element.dateTime, Date.now());
      if (element.textContent !== text) {
        element.textContent = text;
      }
    }
  }, 5000);
}
