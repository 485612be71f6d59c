/**
 * What the server asks PostgreSQL for one transaction, as it was recorded, and the same for another transaction: each name and number of
 * the recorded one gives way to the other's.
 */
import { v7 } from 'uuid'
import type { Unit } from './plan.ts'

export interface Statement {
  client: number
  text: string
  values: unknown[]
}

/** A transaction, with what its device called it. */
export interface Pushed {
  unit: Unit
  id: string
  seq: number
  stream: string
  device: string
}

export interface Recorded {
  pushed: Pushed
  /** From BEGIN to COMMIT. */
  statements: { text: string; values: unknown[] }[]
}

/** The transaction of the database, among all that went on, which wrote this one into the inbox. */
export function unitOf(pushed: Pushed, captured: readonly Statement[]): Recorded {
  const open = new Map<number, Statement[]>()
  for (const statement of captured) {
    if (statement.text === 'BEGIN') open.set(statement.client, [])
    const unit = open.get(statement.client)
    if (!unit) continue
    unit.push(statement)
    if (statement.text !== 'COMMIT') continue
    open.delete(statement.client)
    if (unit.some(({ text, values }) => text.startsWith('insert into "inbox"') && values.includes(pushed.id)))
      return { pushed, statements: unit.map(({ text, values }) => ({ text, values })) }
  }
  throw new Error('The server was not seen to write it.')
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g

export function retold({ pushed, statements }: Recorded, as: Pushed): Recorded['statements'] {
  const names: [string, string][] = (
    [
      [pushed.id, as.id],
      [pushed.stream, as.stream],
      [pushed.device, as.device],
      [pushed.unit.sku, as.unit.sku],
      [pushed.unit.lot, as.unit.lot],
      [pushed.unit.dock, as.unit.dock],
      [pushed.unit.bin, as.unit.bin],
    ] satisfies [string, string][]
  ).sort(([a], [b]) => b.length - a.length)
  const numbers = new Map([
    [pushed.seq, as.seq],
    [pushed.unit.quantity, as.unit.quantity],
    [-pushed.unit.quantity, -as.unit.quantity],
  ])
  /** Ids that the server made. */
  const made = new Map<string, string>()
  const madeFor = (id: string): string => {
    if (id === as.id || id === as.stream) return id
    made.set(id, made.get(id) ?? v7())
    return made.get(id) as string
  }
  const retell = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(retell)
    if (typeof value === 'number') return numbers.get(value) ?? value
    if (typeof value !== 'string') return value
    return names.reduce((text, [from, to]) => text.replaceAll(from, to), value).replace(UUID, madeFor)
  }
  return statements.map(({ text, values }) => ({ text, values: values.map(retell) }))
}
