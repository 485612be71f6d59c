import { useState } from 'react'
import { t } from '../../../language/t.ts'
import { scrollFocus } from '../../../ui/scroll-focus.ts'
import { Input } from '../../ui/field.tsx'
import { Failure } from '../../ui/note.tsx'
import parts from '../../ui/parts.module.css'
import table from '../../ui/table.module.css'
import { useToday, useWarehouse } from '../../warehouse.ts'
import { dateText } from '../../words.ts'
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
      title={t('Currency rates')}
      say={t('A rate counts from its day until the next one. What was entered by an older rate stays.')}
    >
      {!(rates.data && warehouse.data) && <Failure of={rates.error ?? warehouse.error} />}
      {rates.data && <List rates={rates.data.items} />}
      {rates.data && warehouse.data && <Form currency={warehouse.data.currency} />}
    </Section>
  )
}

function List({ rates }: { rates: readonly CurrencyRate[] }) {
  if (rates.length === 0) return <p className={parts.prose}>{t('No rates are given.')}</p>
  return (
    <>
      <div className={styles.rates} ref={scrollFocus}>
        <table className={table.small} aria-label={t('Currency rates')}>
          <thead>
            <tr>
              <th scope="col">{t('One unit of')}</th>
              <th scope="col" className={table.number}>
                {t('Rate')}
              </th>
              <th scope="col" className={table.number}>
                {t('From')}
              </th>
            </tr>
          </thead>
          <tbody>
            {newestFirst(rates)
              .slice(0, SHOWN)
              .map(({ from, to, day, rate }) => (
                <tr key={`${from} ${to} ${day}`}>
                  <th scope="row">{t('{from} in {to}', { from, to })}</th>
                  <td className={table.number}>{rate}</td>
                  <td className={table.number}>{dateText(day)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      {rates.length > SHOWN && (
        <p className={parts.prose}>{t('The newest {SHOWN} of {rates}.', { SHOWN, rates: rates.length })}</p>
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
    <SettingForm
      path="/currency-rates"
      body={rateToSend(typed)}
      verb={t('Add the rate')}
      who={who}
      inWords={withoutPath}
    >
      {(fault) => {
        const errorAt = (name: keyof TypedRate) =>
          fault?.field === `.0.${name}` ? withoutPath(fault.detail) : undefined
        return (
          <>
            <div className={styles.pair}>
              <Input
                label={t('One unit of')}
                hint={t('Three letters, such as EUR')}
                error={errorAt('from')}
                value={typed.from}
                onChange={(from) => put({ from })}
              />
              <Input label={t('is worth in')} error={errorAt('to')} value={typed.to} onChange={(to) => put({ to })} />
            </div>
            <div className={styles.pair}>
              <Input
                label={t('Rate')}
                inputMode="decimal"
                error={rateFault(typed) ?? errorAt('rate')}
                value={typed.rate}
                onChange={(rate) => put({ rate })}
              />
              <Input
                label={t('From')}
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
