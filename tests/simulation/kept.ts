/** Stories that once failed, as short as they could be made: they run with every change. */
import type { Kept } from './shrink.ts'

export interface KeptStory extends Kept {
  /** What it showed. */
  why: string
}

export const KEPT: readonly KeptStory[] = []
