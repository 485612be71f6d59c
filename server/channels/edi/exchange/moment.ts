/** Now, as a document writes it: on the clock that was agreed on. */
import { timeZoneOf } from '../../../availability/local-date.ts'
import type { Reader } from '../../../db/work.ts'
import type { Scene } from './partner.ts'

export interface Moment {
  /** "2026-01-31" */
  date: string
  /** "14:05" */
  time: string
  timeZone: string
}

export async function momentOf(reader: Reader, { row, profile }: Scene, now: number): Promise<Moment> {
  const timeZone = profile.timeZone ?? (await timeZoneOf(reader, row.warehouse))
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(now)
  const [date = '', time = ''] = text.split(' ')
  return { date, time, timeZone }
}
