/**
 * Makes an element. Text always becomes a text node, so data can never turn into markup.
 *
 * Attributes: `on` is a map of listeners, `class` and `data-*` are plain attributes, booleans are
 * present or absent, null and undefined are left out.
 */
export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for SVG; presentation attributes need no inline style. */
export function s(tag, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'on') {
      Object.entries(value).forEach(([type, listener]) => element.addEventListener(type, listener));
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat().filter(present));
  return element;
}

const present = (child) => child !== null && child !== undefined && child !== false;

/** Replaces what an element holds. */
export function put(element, ...children) {
  element.replaceChildren(...children.flat().filter(present));
  return element;
}
