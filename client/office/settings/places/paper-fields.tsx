/** Which paper, and where on a sheet that was begun. */
import { t } from '../../../language/t.ts'
import { Input, Select } from '../../ui/field.tsx'
import { parseQuantity } from '../../words.ts'
import { type Paper, paperNamed } from './papers.ts'

export interface PaperFieldsProps {
  papers: readonly Paper[]
  paper: string
  onPaper: (paper: string) => void
  first: string
  onFirst: (first: string) => void
}

export function PaperFields({ papers, paper, onPaper, first, onFirst }: PaperFieldsProps) {
  const { each } = paperNamed(papers, paper)
  return (
    <>
      <Select label={t('Paper')} value={paper} onChange={onPaper} options={papers} />
      {each > 1 && (
        <Input
          label={t('First free label on the sheet')}
          hint={t('1 is the upper left one; they are counted row by row')}
          inputMode="numeric"
          error={firstOf(first, each) === null ? t('Give a whole number from 1 to {each}.', { each }) : undefined}
          value={first}
          onChange={onFirst}
        />
      )}
    </>
  )
}

/** Null where there is no such place. A roll has no other than the next. */
export function firstOf(text: string, each: number): number | null {
  if (each === 1) return 1
  const first = parseQuantity(text)
  return first !== null && first >= 1 && first <= each ? first : null
}
