import { h } from '../dom.mjs';

/** A shorter way is a click. */
const SHORTEST = 6;

/**
 * Dragging over a chart's plane marks a part of it: `zoom([left, right, bottom, top])` is told of it.
 * A double click asks for everything: null.
 */
export function dragZoom(element, instance, zoom, signal) {
  const box = h('div', { class: 'zoom-box', hidden: true });
  element.append(box);
  let from = null;
  let moved = false;

  const at = (event) => {
    const { left, top } = element.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  const isIn = (place) => instance.containPixel({ gridIndex: 0 }, place);

  function draw(to) {
    const [x, y, width, height] = [
      Math.min(from[0], to[0]),
      Math.min(from[1], to[1]),
      Math.abs(from[0] - to[0]),
      Math.abs(from[1] - to[1]),
    ];
    Object.assign(box.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
    box.hidden = !moved;
  }

  function move(event) {
    const to = at(event);
    moved ||= Math.hypot(to[0] - from[0], to[1] - from[1]) > SHORTEST;
    draw(to);
  }

  function end(event) {
    const to = at(event);
    if (moved && event.type === 'pointerup') {
      const corners = [from, to].map((place) =>
        instance.convertFromPixel({ xAxisIndex: 0, yAxisIndex: 0 }, place),
      );
      const [xs, ys] = [0, 1].map((i) => corners.map((corner) => corner[i]).sort((a, b) => a - b));
      if (xs[0] < xs[1] && ys[0] < ys[1]) {
        zoom([...xs, ...ys]);
      }
    }
    stop();
  }

  function stop() {
    from = null;
    box.hidden = true;
    element.removeEventListener('pointermove', move);
    removeEventListener('pointerup', end);
    removeEventListener('pointercancel', stop);
  }

  element.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button === 0 && isIn(at(event))) {
        from = at(event);
        moved = false;
        element.addEventListener('pointermove', move);
        addEventListener('pointerup', end);
        addEventListener('pointercancel', stop);
      }
    },
    { signal },
  );
  element.addEventListener('dblclick', () => zoom(null), { signal });
  signal.addEventListener('abort', stop);
  return {
    /** True for the click that ends a drag. */
    wasDrag: () => moved,
  };
}
