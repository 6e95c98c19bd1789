import { h } from '../dom.mjs';

/** What opens below its name, and closes by Escape or by turning to something else. */
export function popover(name, content, onOpen = () => {}) {
  const summary = h('summary', {}, name);
  const element = h('details', { class: 'more' }, summary, content);
  // a press on its words keeps the focus inside, instead of handing it to what lies below
  content.tabIndex = -1;
  const outside = (event) => !element.contains(event.target) && close();
  function close() {
    element.open = false;
  }
  element.addEventListener('toggle', () => {
    const listen = element.open ? 'addEventListener' : 'removeEventListener';
    document[listen]('pointerdown', outside);
    document[listen]('focusin', outside);
    if (element.open) {
      onOpen();
    }
  });
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && element.open) {
      close();
      summary.focus();
    }
  });
  return element;
}
