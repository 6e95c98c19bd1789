import { trialAddress } from '../router.mjs';

/**
 * What has no place in the plane: some of the results whose bound is infinite, and a mark for the
 * diverged trials of each group.
 */
export function edgeOf(clouds) {
  return clouds.flatMap(({ key, name, look, diverged, divergedTrials, infiniteDots }) => [
    ...infiniteDots.map((dot) => ({
      key,
      name,
      look,
      why: 'infinite',
      y: dot.y,
      trialId: dot.trialId,
      number: dot.number,
    })),
    ...(diverged
      ? [
          {
            key,
            name,
            look,
            why: 'diverged',
            count: diverged,
            trials: divergedTrials,
            address: trialAddress(divergedTrials[0].trialId),
          },
        ]
      : []),
  ]);
}
