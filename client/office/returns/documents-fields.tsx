import { CHARGEBACK_CATEGORIES } from '../../../shared/rules/chargeback.ts'
import { t } from '../../language/t.ts'
import { Input, Select } from '../ui/field.tsx'
import { amountFault, type TypedDocuments } from './documents-body.ts'
import { categoryText } from './return-words.ts'
import styles from './returns.module.css'

export interface DocumentsFieldsProps {
  typed: TypedDocuments
  currency: string
  /** The server's sentence about a field. */
  errorAt: (field: string) => string | undefined
  onChange: (typed: TypedDocuments) => void
}

const CATEGORIES = [
  { value: '', label: t('Choose…') },
  ...CHARGEBACK_CATEGORIES.map((value) => ({ value, label: categoryText(value) })),
]

/** What a retailer writes on a chargeback. */
export function DocumentsFields({ typed, currency, errorAt, onChange }: DocumentsFieldsProps) {
  const put = (change: Partial<TypedDocuments>) => onChange({ ...typed, ...change })
  return (
    <div className={styles.pair}>
      <Input
        label={t('Chargeback reference')}
        error={errorAt('reference')}
        value={typed.reference}
        onChange={(reference) => put({ reference })}
      />
      <Select
        label={t('Charged for')}
        error={errorAt('category')}
        value={typed.category}
        onChange={(category) => put({ category })}
        options={CATEGORIES}
      />
      <Input
        label={t('Amount, {currency}', { currency })}
        inputMode="decimal"
        error={amountFault(typed, currency) ?? errorAt('amount')}
        value={typed.amount}
        onChange={(amount) => put({ amount })}
      />
      <Input
        label={t('Dispute by')}
        type="date"
        error={errorAt('disputeBy')}
        value={typed.disputeBy}
        onChange={(disputeBy) => put({ disputeBy })}
      />
      <Input
        label={t('Their own code')}
        hint={t('Where the retailer has one')}
        error={errorAt('code')}
        value={typed.code}
        onChange={(code) => put({ code })}
      />
    </div>
  )
}
