/**
 * Puts the attempts of each worker into lanes, never more than it has slots: [{worker, lane, bars}] in
 * the order of the workers, the bars with `begin` and `end` in milliseconds. An attempt's end is
 * written a moment after its slot was free, so two in one lane may overlap a little.
 */
export function lanes(workers, attempts, now) {
  return workers.flatMap((worker) => {
    const own = [];
    attempts
      .filter((a) => a.workerId === worker.id)
      .map((a) => ({ ...a, begin: Date.parse(a.from), end: a.until ? Date.parse(a.until) : now }))
      .sort((a, b) => a.begin - b.begin)
      .forEach((bar) => {
        const free = own.find((lane) => lane.at(-1).end <= bar.begin);
        const soonest = () => own.reduce((a, b) => (b.at(-1).end < a.at(-1).end ? b : a));
        free ? free.push(bar) : own.length < worker.slots ? own.push([bar]) : soonest().push(bar);
      });
    return own.map((bars, lane) => ({ worker, lane, bars }));
  });
}
