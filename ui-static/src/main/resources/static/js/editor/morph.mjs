/**
 * Gives `old` the children of `next`, and keeps every element that is still there: focus, an open list
 * and a click that is under way survive. An element that is kept keeps its listeners too.
 */
export function morph(old, next) {
  const children = [...next.childNodes];
  children.forEach((child, i) => {
    const there = old.childNodes[i];
    if (!there) {
      old.append(child);
    } else if (there.nodeName === child.nodeName && there.id === child.id) {
      update(there, child);
    } else {
      there.replaceWith(child);
    }
  });
  [...old.childNodes].slice(children.length).forEach((surplus) => surplus.remove());
}

function update(old, next) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.nodeValue = next.nodeValue;
    return;
  }
  const isOpened = (name) => name === 'open' && old.nodeName === 'DETAILS';
  [...old.attributes].forEach(
    ({ name }) => next.hasAttribute(name) || isOpened(name) || old.removeAttribute(name),
  );
  [...next.attributes].forEach(
    ({ name, value }) => old.getAttribute(name) === value || old.setAttribute(name, value),
  );
  morph(old, next);
  // what is being typed is not taken away
  if ('value' in old && old !== document.activeElement) {
    old.value = next.value;
    old.checked = next.checked;
  }
}
