import { Plus } from 'lucide-react'
import { t } from '../../language/t.ts'
import { Action } from '../ui/action.tsx'
import { Input } from '../ui/field.tsx'
import { useMayChange } from './queries.ts'
import styles from './returns.module.css'
import { changed, type TypedReturns, without } from './returns.ts'
import type { PartProps } from './returns-form.tsx'
import { Remove } from './returns-part.tsx'

type Term = 'reworkCost' | 'scrapLimit' | 'disputeDays' | 'leastReturns' | 'expectedPercent' | 'times'

interface TermField {
  term: Term
  /** Where the server finds fault with it. */
  path: string
  label: string
  hint: string
}

const termsIn = (currency: string): TermField[] => [
  {
    term: 'reworkCost',
    path: 'reworkCost',
    label: t('Rework of one unit, {currency}', { currency }),
    hint: t('Weighed against what the goods are worth'),
  },
  {
    term: 'scrapLimit',
    path: 'scrapLimit',
    label: t('Scrap limit, {currency}', { currency }),
    hint: t('A scrap worth more wants a second person'),
  },
  {
    term: 'disputeDays',
    path: 'disputeDays',
    label: t('Days before a dispute ends'),
    hint: t('So long before the last day of a chargeback somebody is told'),
  },
  {
    term: 'leastReturns',
    path: 'quality.leastReturns',
    label: t('Returns that prove something'),
    hint: t('Fewer returns of a lot say nothing about it'),
  },
  {
    term: 'expectedPercent',
    path: 'quality.expectedPercent',
    label: t('Expected to come back, %'),
    hint: t('Where other lots of the item say nothing'),
  },
  {
    term: 'times',
    path: 'quality.times',
    label: t('Times the expected that is tolerated'),
    hint: t('Beyond it a lot stands out'),
  },
]

type TermsProps = Omit<PartProps, 'badBelow'> & { currency: string }

/** Costs and limits. */
export function Terms({ typed, errorAt, newId, onChange, currency }: TermsProps) {
  return (
    <>
      <div className={styles.terms}>
        {termsIn(currency).map(({ term, path, label, hint }) => (
          <Input
            key={term}
            label={label}
            hint={hint}
            inputMode="decimal"
            error={errorAt(path)}
            value={typed[term]}
            onChange={(text) => onChange({ [term]: text } as Partial<TypedReturns>)}
          />
        ))}
      </div>
      <GroupCosts typed={typed} errorAt={errorAt} newId={newId} onChange={onChange} currency={currency} />
    </>
  )
}

function GroupCosts({ typed: { reworkCosts }, errorAt, newId, onChange, currency }: TermsProps) {
  const may = useMayChange()
  return (
    <fieldset className={styles.rows} aria-label={t('Rework by group of items')}>
      {reworkCosts.map(({ id, group, cost }, index) => (
        <div key={id} className={styles.condition}>
          <Input
            label={t('Group {index}', { index: index + 1 })}
            error={errorAt(`reworkCosts.${index}.group`)}
            value={group}
            onChange={(text) => onChange({ reworkCosts: changed(reworkCosts, id, { group: text }) })}
          />
          <Input
            label={t('Rework of one unit in group {index}, {currency}', { index: index + 1, currency })}
            inputMode="decimal"
            error={errorAt(`reworkCosts.${index}.cost`)}
            value={cost}
            onChange={(text) => onChange({ reworkCosts: changed(reworkCosts, id, { cost: text }) })}
          />
          <Remove
            label={t('Remove group {index}', { index: index + 1 })}
            onPress={() => onChange({ reworkCosts: without(reworkCosts, id) })}
          />
        </div>
      ))}
      {may && (
        <div>
          <Action
            icon={<Plus aria-hidden />}
            onPress={() => onChange({ reworkCosts: [...reworkCosts, { id: newId(), group: '', cost: '' }] })}
          >
            {t('Add another rework cost for a group')}
          </Action>
        </div>
      )}
    </fieldset>
  )
}
