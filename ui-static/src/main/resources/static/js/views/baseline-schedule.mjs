import { h } from '../dom.mjs';
import { time } from '../parts/time.mjs';

/** When a baseline is checked by itself, in words for the usual case. */
export function scheduleText({ schedule }) {
  if (!schedule) {
    return 'only when asked';
  }
  const nightly = /^0 (\d+) (\d+) \* \* \*$/.exec(schedule);
  return nightly
    ? `every night at ${nightly[2].padStart(2, '0')}:${nightly[1].padStart(2, '0')} UTC`
    : `${schedule} (UTC)`;
}

export const nextCheck = ({ nextCheckAt }) =>
  nextCheckAt ? h('span', {}, ', next ', time(nextCheckAt)) : null;
