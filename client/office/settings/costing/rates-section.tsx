import { useState } from 'react'
import { Input } from '../../ui/field.tsx'
import { Failure } from '../../ui/note.tsx'
import parts from '../../ui/parts.module.css'
import table from '../../ui/table.module.css'
import { useToday, useWarehouse } from '../../warehouse.ts'
import { dateText, figure } from '../../words.ts'
import { Section, SettingForm } from '../section.tsx'
import type { CurrencyRate } from './contract.ts'
import styles from './costing.module.css'
import { useRates, useWho } from './queries.ts'
import { newestFirst, rateFault, rateToSend, type TypedRate, withoutPath } from './rates.ts'

/** More than anybody reads here. */
const SHOWN = 100

export function RatesSection() {
  const rates = useRates()
  const warehouse = useWarehouse()
  return (
    <Section
      title="Currency rates"
      say="A rate counts from its day until the next one. What was entered by an older rate stays."
    >
      {!(rates.data && warehouse.data) && <Failure of={rates.error ?? warehouse.error} />}
      {rates.data && <List rates={rates.data.items} />}
      {rates.data && warehouse.data && <Form currency={warehouse.data.currency} />}
    </Section>
  )
}

function List({ rates }: { rates: readonly CurrencyRate[] }) {
  if (rates.length === 0) return <p className={parts.prose}>No rates are given.</p>
  return (
    <>
      <div className={styles.rates}>
        <table className={table.small} aria-label="Currency rates">
          <thead>
            <tr>
              <th scope="col">One unit of</th>
              <th scope="col" className={table.number}>
                Rate
              </th>
              <th scope="col" className={table.number}>
                From
              </th>
            </tr>
          </thead>
          <tbody>
            {newestFirst(rates)
              .slice(0, SHOWN)
              .map(({ from, to, day, rate }) => (
                <tr key={`${from} ${to} ${day}`}>
                  <th scope="row">
                    {from} in {to}
                  </th>
                  <td className={table.number}>{rate}</td>
                  <td className={table.number}>{dateText(day)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      {rates.length > SHOWN && (
        <p className={parts.prose}>
          The newest {SHOWN} of {figure(rates.length)}.
        </p>
      )}
    </>
  )
}

function Form({ currency }: { currency: string }) {
  const who = useWho()
  const today = useToday()
  const [typed, setTyped] = useState<TypedRate>({ from: '', to: currency, day: today, rate: '' })
  const put = (change: Partial<TypedRate>) => setTyped({ ...typed, ...change })
  return (
    <SettingForm path="/currency-rates" body={rateToSend(typed)} verb="Add the rate" who={who} inWords={withoutPath}>
      {(fault) => {
        const errorAt = (name: keyof TypedRate) =>
          fault?.field === `.0.${name}` ? withoutPath(fault.detail) : undefined
        return (
          <>
            <div className={styles.pair}>
              <Input
                label="One unit of"
                hint="Three letters, such as EUR"
                error={errorAt('from')}
                value={typed.from}
                onChange={(from) => put({ from })}
              />
              <Input label="is worth in" error={errorAt('to')} value={typed.to} onChange={(to) => put({ to })} />
            </div>
            <div className={styles.pair}>
              <Input
                label="Rate"
                inputMode="decimal"
                error={rateFault(typed) ?? errorAt('rate')}
                value={typed.rate}
                onChange={(rate) => put({ rate })}
              />
              <Input
                label="From"
                type="date"
                error={errorAt('day')}
                value={typed.day}
                onChange={(day) => put({ day })}
              />
            </div>
          </>
        )
      }}
    </SettingForm>
  )
}
