import { Plus } from 'lucide-react'
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
    label: `Rework of one unit, ${currency}`,
    hint: 'Weighed against what the goods are worth',
  },
  {
    term: 'scrapLimit',
    path: 'scrapLimit',
    label: `Scrap limit, ${currency}`,
    hint: 'A scrap worth more wants a second person',
  },
  {
    term: 'disputeDays',
    path: 'disputeDays',
    label: 'Days before a dispute ends',
    hint: 'So long before the last day of a chargeback somebody is told',
  },
  {
    term: 'leastReturns',
    path: 'quality.leastReturns',
    label: 'Returns that prove something',
    hint: 'Fewer returns of a lot say nothing about it',
  },
  {
    term: 'expectedPercent',
    path: 'quality.expectedPercent',
    label: 'Expected to come back, %',
    hint: 'Where other lots of the item say nothing',
  },
  {
    term: 'times',
    path: 'quality.times',
    label: 'Times the expected that is tolerated',
    hint: 'Beyond it a lot stands out',
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
    <fieldset className={styles.rows} aria-label="Rework by group of items">
      {reworkCosts.map(({ id, group, cost }, index) => (
        <div key={id} className={styles.condition}>
          <Input
            label={`Group ${index + 1}`}
            error={errorAt(`reworkCosts.${index}.group`)}
            value={group}
            onChange={(text) => onChange({ reworkCosts: changed(reworkCosts, id, { group: text }) })}
          />
          <Input
            label={`Rework of one unit in group ${index + 1}, ${currency}`}
            inputMode="decimal"
            error={errorAt(`reworkCosts.${index}.cost`)}
            value={cost}
            onChange={(text) => onChange({ reworkCosts: changed(reworkCosts, id, { cost: text }) })}
          />
          <Remove
            label={`Remove group ${index + 1}`}
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
            Add another rework cost for a group
          </Action>
        </div>
      )}
    </fieldset>
  )
}
