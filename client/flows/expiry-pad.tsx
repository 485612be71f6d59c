/** A date from a label, typed as six digits: day, month, year, in that order on the keys. */

import { useState } from 'react'
import { t } from '../language/t.ts'
import { Button, Card, Keypad } from '../ui/index.ts'

const LENGTH = 6

/** DDMMYY as ISO date, or undefined while it is none. */
export function dateOf(digits: string): string | undefined {
  if (digits.length !== LENGTH) return undefined
  const [day, month, year] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)].map(Number)
  const date = new Date(Date.UTC(2000 + (year ?? 0), (month ?? 0) - 1, day))
  const same = date.getUTCDate() === day && date.getUTCMonth() + 1 === month
  return same ? date.toISOString().slice(0, 10) : undefined
}

export function ExpiryPad({ onDate }: { onDate(date: string): void }) {
  const [digits, setDigits] = useState('')
  const date = dateOf(digits)
  const shown = digits.padEnd(LENGTH, '·').replace(/(..)(..)(..)/, '$1 . $2 . $3')
  return (
    <>
      <Card title={t('Day, month, year')} tone={digits.length === LENGTH && date === undefined ? 'bad' : 'plain'}>
        <output aria-label={t('Date')}>
          {digits.length === LENGTH && date === undefined ? t('{shown} is no date', { shown }) : (date ?? shown)}
        </output>
      </Card>
      <Keypad
        onDigit={(digit) => setDigits((known) => (known.length < LENGTH ? `${known}${digit}` : known))}
        onBackspace={() => setDigits((known) => known.slice(0, -1))}
        onClear={() => setDigits('')}
      />
      <Button kind="primary" wide off={date === undefined} onPress={() => date !== undefined && onDate(date)}>
        {date === undefined ? t('Type the date') : t('It expires {date}', { date })}
      </Button>
    </>
  )
}
