/** The inbox: what a person must settle, the worst first and the longest open before the others. */
import { and, eq, gt, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import * as v from 'valibot'
import type { Reader } from '../db/work.ts'
import { Problem } from '../problem.ts'
import { answersOf } from './answers.ts'
import { EXCEPTION_TYPES, SEVERITIES } from './types.ts'

/** `negative-stock,over-pick`. */
const oneOrMore = <Word extends string>(words: readonly Word[], sentence: string) =>
  v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.split(',')),
      v.array(v.picklist(words, sentence)),
    ),
  )
const text = v.optional(v.pipe(v.string(), v.maxLength(200)))

export const exceptionsQuery = {
  state: v.optional(v.picklist(['open', 'resolved'], 'The state is open or resolved.'), 'open'),
  type: oneOrMore(EXCEPTION_TYPES, 'There is no such type of exception.'),
  severity: oneOrMore(SEVERITIES, `The severity is ${SEVERITIES.join(', ')}.`),
  /** A user's id, `me`, or `none`. */
  owner: text,
  sku: text,
  lot: text,
  location: text,
  /** Its id, or its number at the channel. */
  order: text,
  search: text,
}
export type ExceptionsQuery = v.InferOutput<v.ObjectSchema<typeof exceptionsQuery, undefined>>

export interface ExceptionsWanted extends ExceptionsQuery {
  /** Whom `me` stands for. */
  me: string
  after: string
  limit: number
  now: number
}

export async function listExceptions(reader: Reader, warehouse: string, wanted: ExceptionsWanted) {
  const { exceptions } = reader.t
  const order = orderOf(reader, wanted.state)
  const rows = await reader.db
    .select()
    .from(exceptions)
    .where(
      and(
        eq(exceptions.warehouse, warehouse),
        eq(exceptions.state, wanted.state),
        ...conditions(reader, wanted),
        order.behind(wanted.after),
      ),
    )
    .orderBy(...order.by)
    .limit(wanted.limit + 1)
  const shown = rows.slice(0, wanted.limit)
  const last = shown.at(-1)
  return {
    items: await answersOf(reader, warehouse, shown, wanted.now),
    next: rows.length > wanted.limit && last ? order.cursorOf(last) : null,
  }
}

/** What is open by how bad it is, then by age; what is settled from the newest back. */
function orderOf({ t: { exceptions } }: Reader, state: 'open' | 'resolved') {
  const { severity, openedAt, resolvedAt, id } = exceptions
  if (state === 'resolved')
    return {
      by: [sql`${resolvedAt} desc`, sql`${id} desc`],
      behind: (cursor: string) => {
        if (cursor === '') return undefined
        const [at, last] = placeIn(cursor)
        return or(lt(resolvedAt, at), and(eq(resolvedAt, at), lt(id, last)))
      },
      cursorOf: (row: { resolvedAt: number | null; id: string }) => cursorOf([row.resolvedAt ?? 0, row.id, 0]),
    }
  const rank = sql<number>`case ${severity} when 'severe' then 0 when 'high' then 1 when 'medium' then 2 else 3 end`
  return {
    by: [rank, openedAt, id],
    behind: (cursor: string) => {
      if (cursor === '') return undefined
      const [at, last, bad] = placeIn(cursor)
      const same = sql`${rank} = ${bad}`
      return or(sql`${rank} > ${bad}`, and(same, gt(openedAt, at)), and(same, eq(openedAt, at), gt(id, last)))
    },
    cursorOf: (row: { severity: (typeof SEVERITIES)[number]; openedAt: number; id: string }) =>
      cursorOf([row.openedAt, row.id, SEVERITIES.indexOf(row.severity)]),
  }
}

/** When, which, and how bad. */
type Place = [number, string, number]

const cursorOf = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url')

const place = v.tuple([v.number(), v.string(), v.number()])

function placeIn(cursor: string): Place {
  try {
    return v.parse(place, JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw new Problem(422, 'invalid', 'cursor: This is not a cursor of this list.', { field: 'cursor' })
  }
}

function conditions({ db, t }: Reader, wanted: ExceptionsWanted): (SQL | undefined)[] {
  const { exceptions, orders } = t
  const { type, severity, owner, sku, lot, location, order, search } = wanted
  return [
    type && inArray(exceptions.type, type),
    severity && inArray(exceptions.severity, severity),
    owner === undefined
      ? undefined
      : owner === 'none'
        ? isNull(exceptions.owner)
        : eq(exceptions.owner, owner === 'me' ? wanted.me : owner),
    sku === undefined ? undefined : eq(exceptions.sku, sku),
    lot === undefined ? undefined : eq(exceptions.lot, lot),
    location === undefined ? undefined : eq(exceptions.location, location),
    order === undefined
      ? undefined
      : or(
          eq(exceptions.orderId, order),
          inArray(exceptions.orderId, db.select({ id: orders.id }).from(orders).where(eq(orders.externalId, order))),
        ),
    search === undefined || search.trim() === '' ? undefined : matches({ db, t }, search),
  ]
}

/** Every word somewhere in what it says or what it is about. */
function matches({ db, t: { exceptions, orders } }: Pick<Reader, 'db' | 't'>, search: string): SQL | undefined {
  const columns = [exceptions.type, exceptions.detail, exceptions.sku, exceptions.lot, exceptions.location]
  return and(
    ...search
      .trim()
      .toLowerCase()
      .split(/\s+/)
      .map((word) => {
        const words = `%${word.replace(/[\\%_]/g, '\\$&')}%`
        const named = db
          .select({ id: orders.id })
          .from(orders)
          .where(sql`lower(${orders.externalId}) like ${words} escape '\\'`)
        return or(
          ...columns.map((column) => sql`lower(${column}) like ${words} escape '\\'`),
          inArray(exceptions.orderId, named),
        )
      }),
  )
}
