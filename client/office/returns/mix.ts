/** What became of what came back, as the parts of a bar. */

import { DISPOSITION_WORDS, DISPOSITIONS, type Disposition } from '../../../shared/rules/disposition.ts'
import { t, told } from '../../language/t.ts'
import { figure } from '../words.ts'
import type { FigureRow } from './contract.ts'

export type MixPart = Disposition | 'waiting'

export const MIX_PARTS: readonly MixPart[] = [...DISPOSITIONS.filter((one) => one !== 'keep'), 'keep', 'waiting']

export const MIX_WORDS: Record<MixPart, string> = {
  restock: told(DISPOSITION_WORDS.restock),
  rework: told(DISPOSITION_WORDS.rework),
  scrap: told(DISPOSITION_WORDS.scrap),
  secondary: t('Secondary'),
  supplier: t('To supplier'),
  keep: t('Kept'),
  waiting: t('Not through'),
}

type Mixed = Pick<FigureRow, 'dispositions' | 'waiting'>

export interface MixPiece {
  part: MixPart
  units: number
  /** Of the whole bar; a part that is there is never too thin to be seen. */
  percent: number
}

const LEAST = 2

const unitsOf = ({ dispositions, waiting }: Mixed, part: MixPart): number =>
  part === 'waiting' ? waiting : (dispositions[part] ?? 0)

/** Only parts that are there, in the order of the dispositions. */
export function mixOf(row: Mixed): MixPiece[] {
  const there = MIX_PARTS.map((part) => ({ part, units: unitsOf(row, part) })).filter(({ units }) => units > 0)
  const total = there.reduce((sum, { units }) => sum + units, 0)
  return there.map(({ part, units }) => ({ part, units, percent: Math.max(LEAST, (units / total) * 100) }))
}

/** "Restock 12, Scrap 3". */
export const mixText = (row: Mixed): string =>
  mixOf(row)
    .map(({ part, units }) => `${MIX_WORDS[part]} ${figure(units)}`)
    .join(', ')
