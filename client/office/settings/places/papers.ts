/** What labels are printed on, as people buy it; the server knows the same papers by these names. */
import { t } from '../../../language/t.ts'

export interface Paper {
  value: string
  label: string
  /** Labels on a sheet; 1 on a roll. */
  each: number
}

export const PLACE_PAPERS: readonly Paper[] = [
  { value: 'a4-21', label: t('A4, 21 labels of 63.5 × 38.1 mm (as Avery L7160)'), each: 21 },
  { value: 'a4-10', label: t('A4, 10 labels of 99.1 × 57 mm (as Avery L7173)'), each: 10 },
  { value: 'letter-30', label: t('Letter, 30 labels of 2⅝ × 1 inch (as Avery 5160)'), each: 30 },
  { value: 'letter-10', label: t('Letter, 10 labels of 4 × 2 inch (as Avery 5163)'), each: 10 },
  { value: 'roll-4x2', label: t('Roll, 4 × 2 inch'), each: 1 },
  { value: 'roll-2x1', label: t('Roll, 2¼ × 1¼ inch'), each: 1 },
]

export const BADGE_PAPERS: readonly Paper[] = [
  { value: 'a4-cards', label: t('A4, 10 cards of 85 × 54 mm (as Avery C32011)'), each: 10 },
  { value: 'letter-cards', label: t('Letter, 10 cards of 3½ × 2 inch (as Avery 5371)'), each: 10 },
  { value: 'card', label: t('A card printer: one card a page'), each: 1 },
]

export const paperNamed = (papers: readonly Paper[], name: string): Paper =>
  papers.find(({ value }) => value === name) ?? (papers[0] as Paper)
