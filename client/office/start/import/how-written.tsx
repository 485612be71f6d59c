/** How the file is written: guessed, and changed where the preview shows that the guess was wrong. */
import { t } from '../../../language/t.ts'
import { Choice } from '../../ui/choice.tsx'
import { Select } from '../../ui/field.tsx'
import styles from '../start.module.css'
import type { CellType } from './columns.ts'
import type { DateOrder, DecimalMark, Writing } from './read-cell.ts'
import { SEPARATORS, type Separator } from './read-table.ts'

const DATES: readonly { value: DateOrder; label: string }[] = [
  { value: 'ymd', label: t('Year first: 2027-03-31') },
  { value: 'dmy', label: t('Day first: 31/3/2027') },
  { value: 'mdy', label: t('Month first: 3/31/2027') },
]
const DECIMALS: readonly { value: DecimalMark; label: string }[] = [
  { value: '.', label: t('A point: 1,250.75') },
  { value: ',', label: t('A comma: 1.250,75') },
]
const MONEY = [
  { value: 'whole', label: t('As people write it: 12.50') },
  { value: 'minor', label: t('In the smallest unit: 1250 USD') },
]

export interface HowWrittenProps {
  separator: Separator
  onSeparator: (separator: Separator) => void
  hasHead: boolean
  onHead: (hasHead: boolean) => void
  writing: Writing
  onWriting: (part: Partial<Writing>) => void
  /** What is in the file, as far as it is mapped. */
  types: ReadonlySet<CellType>
}

export function HowWritten(props: HowWrittenProps) {
  const { separator, onSeparator, hasHead, onHead, writing, onWriting, types } = props
  return (
    <>
      <div className={styles.pair}>
        <Select
          label={t('Between the cells')}
          value={separator}
          onChange={(value) => onSeparator(value as Separator)}
          options={SEPARATORS}
        />
        {types.has('date') && (
          <Select
            label={t('Dates')}
            value={writing.dates}
            onChange={(dates) => onWriting({ dates: dates as DateOrder })}
            options={DATES}
          />
        )}
        {(types.has('money') || types.has('whole')) && (
          <Select
            label={t('Decimals')}
            value={writing.decimals}
            onChange={(decimals) => onWriting({ decimals: decimals as DecimalMark })}
            options={DECIMALS}
          />
        )}
        {types.has('money') && (
          <Select
            label={t('Money')}
            hint={t('Without a currency it is {currency}', { currency: writing.currency })}
            value={writing.minor ? 'minor' : 'whole'}
            onChange={(value) => onWriting({ minor: value === 'minor' })}
            options={MONEY}
          />
        )}
      </div>
      <Choice dense label={t('The first row names the columns')} on={hasHead} onChange={onHead} />
    </>
  )
}
