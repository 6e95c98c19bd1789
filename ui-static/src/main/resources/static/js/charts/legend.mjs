import { h, put } from '../dom.mjs';
import { swatch } from './palette.mjs';

/** Names of what a plot shows; each is a switch that hides it. Entries: {key, name, look}. */
export function legend(onChange) {
  const hidden = new Set();
  const element = h('div', { class: 'legend', role: 'group', 'aria-label': 'Show or hide' });
  let shown = '';
  return {
    element,
    isHidden: (key) => hidden.has(key),
    update(entries) {
      const signature = JSON.stringify(entries.map((e) => [e.key, e.name, e.look.name]));
      if (signature !== shown) {
        shown = signature;
        put(
          element,
          entries.map((entry) => button(entry)),
        );
      }
    },
  };

  function button({ key, name, look }) {
    const element = h(
      'button',
      {
        type: 'button',
        'aria-pressed': String(!hidden.has(key)),
        title: 'Show or hide',
        on: { click: toggle },
      },
      swatch(look),
      name,
    );
    return element;

    function toggle() {
      hidden.delete(key) || hidden.add(key);
      element.setAttribute('aria-pressed', String(!hidden.has(key)));
      onChange();
    }
  }
}
