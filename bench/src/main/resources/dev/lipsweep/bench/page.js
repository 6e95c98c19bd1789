// What a person waits for: until the plot that was asked for is on the screen.
globalThis.bench = (() => {
  const PATIENCE = 30_000;
  const frame = () => new Promise(requestAnimationFrame);
  const pause = () => new Promise((resolve) => setTimeout(resolve, 500));
  const loaded = () => performance.getEntriesByType('resource').length;
  const isThere = () => document.querySelector('.frontier[aria-busy=false] canvas') !== null;
  let asked = null;

  async function until(what, holds) {
    const began = performance.now();
    while (!holds()) {
      if (performance.now() - began > PATIENCE) {
        throw new Error(`waited in vain for ${what}; the page says: ${document.body.innerText.slice(0, 300)}`);
      }
      await frame();
    }
  }

  /** Milliseconds from the begin of the navigation; what was drawn is shown with the next frame. */
  async function drawn() {
    await until('the plot', isThere);
    await frame();
    return performance.now();
  }

  return {
    drawn,

    /** Once nothing more is loaded. */
    async quiet() {
      for (let before = -1; before !== loaded(); await pause()) {
        before = loaded();
      }
    },

    /** Notes when the next click was made, before the page hears of it. */
    listen() {
      asked = null;
      addEventListener('click', (event) => (asked = event.timeStamp), { capture: true, once: true });
    },

    /** Milliseconds from that click. */
    async answered() {
      await until('a click', () => asked !== null);
      return (await drawn()) - asked;
    },

    /** Where an element is on the screen, once it is there. */
    async box(selector) {
      await until(selector, () => document.querySelector(selector)?.checkVisibility());
      const element = document.querySelector(selector);
      element.scrollIntoView({ block: 'nearest' });
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x, y, width, height };
    },
  };
})();
