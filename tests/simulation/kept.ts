/** Stories that once failed, as short as they could be made: they run with every change. */
import type { Kept } from './shrink.ts'

export interface KeptStory extends Kept {
  /** What it showed. */
  why: string
}

export const KEPT: readonly KeptStory[] = [
  {
    why: 'what an inspector carried before it could be posted, beside a count of where it was carried',
    seed: 194,
    steps: [0, 1, 3, 8, 9, 10, 11, 17, 18, 19, 27, 28, 33, 34, 35],
    without: [
      'request lost',
      'request cut off',
      'request late',
      'request doubled',
      'answer lost',
      'answer cut off',
      'only answers lost for a while',
      'only pushes lost for a while',
      'only pulls lost for a while',
      'device off after a write',
      'device off between sending and answer',
      'device restarted',
      'storage full',
      'disk rolled back',
      'second tab',
      'clock wrong from the start',
      'clock set',
      'sign-in expired',
      'session of another device',
      'app of an earlier version',
      'server down before a commit',
      'server down after a commit',
      'server restored from a backup',
      'scanned what is not there',
      'lot mistaken',
    ],
  },
]
