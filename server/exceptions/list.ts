/** The inbox: what a person must settle, the worst first and the longest open before the others. */
import {
  and,
  asc,
  count,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNull,
  lt,
  lte,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import * as v from 'valibot'
import { NEVER } from '../../shared/rules/rotation.ts'
import { SHORTAGES } from '../../shared/rules/shortages.ts'
import { EXCEPTION_SORTS } from '../../shared/wire/list-sorts.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader } from '../db/work.ts'
import { readListCursor, writeListCursor } from '../lists/cursor.ts'
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
  /** Missing stock, or what the floor and the ledger disagree about. */
  group: v.optional(v.picklist(['shortages', 'others'], 'The group is shortages or others.')),
  severity: oneOrMore(SEVERITIES, `The severity is ${SEVERITIES.join(', ')}.`),
  /** A user's id, `me`, or `none`. */
  owner: text,
  sku: text,
  lot: text,
  location: text,
  /** Its id, or its number at the channel. */
  order: text,
  search: text,
  /** Of what is open; what is settled is told from the newest back. */
  sort: v.optional(v.picklist(EXCEPTION_SORTS, `Sort by ${EXCEPTION_SORTS.join(', ')}.`), 'severity'),
}
export type ExceptionsQuery = v.InferOutput<v.ObjectSchema<typeof exceptionsQuery, undefined>>

export interface ExceptionsWanted extends ExceptionsQuery {
  /** Whom `me` stands for. */
  me: string
  after: string
  /** Exceptions to pass over, so that a window may begin anywhere. */
  skip: number
  limit: number
  /** Whether all that are like that are counted. */
  counted: boolean
  now: number
}

export interface ExceptionsPage {
  items: Awaited<ReturnType<typeof answersOf>>
  next: string | null
  total?: number
}

export async function listExceptions(
  reader: Reader,
  warehouse: string,
  wanted: ExceptionsWanted,
): Promise<ExceptionsPage> {
  const { exceptions } = reader.t
  const order = exceptionsBy(reader.t, wanted)
  const isWanted = and(
    eq(exceptions.warehouse, warehouse),
    eq(exceptions.state, wanted.state),
    ...conditions(reader, wanted),
  )
  const rows = await reader.db
    .select({ exception: exceptions, due: wanted.sort === 'shipBy' ? dueOf(reader.t) : sql<null>`null` })
    .from(exceptions)
    .where(and(isWanted, wanted.after === '' ? undefined : order.isBehind(wanted.after)))
    .orderBy(...order.by)
    .limit(wanted.limit + 1)
    .offset(wanted.skip)
  const shown = rows.slice(0, wanted.limit)
  const last = shown.at(-1)
  return {
    items: await answersOf(
      reader,
      warehouse,
      shown.map(({ exception }) => exception),
      wanted.now,
    ),
    next: rows.length > wanted.limit && last ? order.cursorOf(last) : null,
    ...(wanted.counted ? { total: await countOf(reader, isWanted) } : {}),
  }
}

async function countOf({ db, t }: Reader, isWanted: SQL | undefined): Promise<number> {
  const [row] = await db.select({ total: count() }).from(t.exceptions).where(isWanted)
  return row?.total ?? 0
}

/** Zero is the worst. As the index has it. */
const rankOf = ({ severity }: Pick<Schema['exceptions'], 'severity'>): SQL<number> =>
  sql<number>`case ${severity} when 'severe' then 0 when 'high' then 1 when 'medium' then 2 else 3 end`

/** Of the order that it is about; what is about none comes last. */
const dueOf = ({ exceptions, orders }: Pick<Schema, 'exceptions' | 'orders'>): SQL<string> =>
  sql<string>`coalesce((select ${orders.shipBy} from ${orders} where ${orders.id} = ${exceptions.orderId}), ${sql.raw(`'${NEVER}'`)})`

/** A row, and when its order is due, where that is asked for. */
interface Row {
  exception: Schema['exceptions']['$inferSelect']
  due: string | null
}

interface Order {
  by: SQL[]
  isBehind(cursor: string): SQL | undefined
  cursorOf(row: Row): string
}

/** How they are sorted, and what stands behind the last of a page. */
function exceptionsBy(t: Schema, { state, sort }: ExceptionsWanted): Order {
  const { id, openedAt, resolvedAt } = t.exceptions
  if (state === 'resolved') return byInstant(sql`${resolvedAt}`, sql`${id}`, true, ({ resolvedAt }) => resolvedAt ?? 0)
  if (sort === 'opened' || sort === '-opened')
    return byInstant(sql`${openedAt}`, sql`${id}`, sort === '-opened', ({ openedAt }) => openedAt)
  const isSame = (at: number, last: string) => or(gt(openedAt, at), and(eq(openedAt, at), gt(id, last)))
  if (sort === 'shipBy') {
    const due = dueOf(t)
    return {
      by: [asc(due), asc(openedAt), asc(id)],
      isBehind(cursor) {
        const [day, at, last] = readListCursor(cursor, duePlace)
        return or(gt(due, day), and(eq(due, day), isSame(at, last)))
      },
      cursorOf: ({ exception, due }) => writeListCursor([due ?? NEVER, exception.openedAt, exception.id]),
    }
  }
  const rank = rankOf(t.exceptions)
  return {
    by: [asc(rank), asc(openedAt), asc(id)],
    isBehind(cursor) {
      const [bad, at, last] = readListCursor(cursor, rankPlace)
      // The first of them leads into the index.
      return and(gte(rank, bad), or(gt(rank, bad), isSame(at, last)))
    },
    cursorOf: ({ exception }) =>
      writeListCursor([SEVERITIES.indexOf(exception.severity), exception.openedAt, exception.id]),
  }
}

function byInstant(at: SQL, id: SQL, down: boolean, instantOf: (row: Row['exception']) => number): Order {
  const [turned, beyond] = [down ? desc : asc, down ? lt : gt]
  return {
    by: [turned(at), turned(id)],
    isBehind(cursor) {
      const [instant, last] = readListCursor(cursor, instantPlace)
      return and(down ? lte(at, instant) : gte(at, instant), or(beyond(at, instant), beyond(id, last)))
    },
    cursorOf: ({ exception }) => writeListCursor([instantOf(exception), exception.id]),
  }
}

const instantPlace = v.tuple([v.number(), v.string()])
const rankPlace = v.tuple([v.number(), v.number(), v.string()])
const duePlace = v.tuple([v.string(), v.number(), v.string()])

function conditions({ db, t }: Reader, wanted: ExceptionsWanted): (SQL | undefined)[] {
  const { exceptions, orders } = t
  const { group, type, severity, owner, sku, lot, location, order, search } = wanted
  return [
    group && (group === 'shortages' ? inArray : notInArray)(exceptions.type, [...SHORTAGES]),
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
