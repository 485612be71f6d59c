/**
 * A table of many small rows in few records: IndexedDB asks its price for each record, and a handheld of a large site has
 * hundreds of thousands of rows of what rarely changes.
 *
 * A record is a block: rows whose keys follow each other, in their order. It holds every key from its own on, up to where the
 * next one begins; the first begins at ''. A block that grows beyond `MOST` is divided, one that is empty goes.
 */
import type { Table } from 'dexie'

/** Rows of a block: one look-up reads so many. */
const MOST = 128
/** What is left in each part of one that is divided: some room for what comes later. */
const FILLED = 96

export interface Block<Row> {
  /** Its key. */
  from: string
  keys: string[]
  rows: Row[]
  /** What else its rows can be found by, each once. */
  also?: string[]
}

/** A row that is to be; null: one that is to go. */
export type Changes<Row> = ReadonlyMap<string, Row | null>

export class BlockTable<Row> {
  readonly #blocks: Table<Block<Row>, string>
  readonly #alsoOf: ((row: Row) => string) | undefined

  /** `alsoOf`: a second name of a row, which several may share; the table then has the index `*also`. */
  constructor(blocks: Table<Block<Row>, string>, alsoOf?: (row: Row) => string) {
    this.#blocks = blocks
    this.#alsoOf = alsoOf
  }

  async get(key: string): Promise<Row | undefined> {
    const block = await this.#blockWith(key)
    const at = block?.keys.indexOf(key) ?? -1
    return at < 0 ? undefined : block?.rows[at]
  }

  /** In the order of the keys; undefined where there is none. */
  bulkGet(keys: readonly string[]): Promise<(Row | undefined)[]> {
    return this.#blocks.db.transaction('r', this.#blocks, () => Promise.all(keys.map((key) => this.get(key))))
  }

  /** Rows whose keys begin so, in their order. */
  async startingWith(prefix: string): Promise<Row[]> {
    return this.#blocks.db.transaction('r', this.#blocks, async () => {
      const first = await this.#blockWith(prefix)
      const more = await this.#blocks.where(':id').startsWith(prefix).toArray()
      const blocks = first === undefined || first.from === more[0]?.from ? more : [first, ...more]
      return blocks.flatMap(({ keys, rows }) => rows.filter((_, at) => keys[at]?.startsWith(prefix)))
    })
  }

  /** Rows with one of these second names. */
  async alsoNamed(names: readonly string[]): Promise<Row[]> {
    const wanted = new Set(names)
    const blocks = await this.#blocks
      .where('also')
      .anyOf([...wanted])
      .distinct()
      .toArray()
    return blocks.flatMap(({ rows }) => rows.filter((row) => wanted.has(this.#alsoOf?.(row) ?? '')))
  }

  /** The first rows that pass, at most so many. */
  async filter(passes: (row: Row) => boolean, most: number): Promise<Row[]> {
    const found: Row[] = []
    await this.#blocks
      .toCollection()
      .until(() => found.length >= most)
      .each(({ rows }) => void found.push(...rows.filter(passes)))
    return found.slice(0, most)
  }

  async toArray(): Promise<Row[]> {
    return (await this.#blocks.toArray()).flatMap(({ rows }) => rows)
  }

  /** In a transaction of whoever calls, or in one of its own. */
  apply(changes: Changes<Row>): Promise<void> {
    const sorted = [...changes].sort(([a], [b]) => (a < b ? -1 : 1))
    return this.#blocks.db.transaction('rw', this.#blocks, async () => {
      for (let at = 0; at < sorted.length; ) {
        const block = (await this.#blockWith(sorted[at]?.[0] ?? '')) ?? { from: '', keys: [], rows: [] }
        const [next] = await this.#blocks.where(':id').above(block.from).limit(1).primaryKeys()
        let end = at + 1
        while (end < sorted.length && (next === undefined || (sorted[end]?.[0] ?? '') < next)) end += 1
        await this.#change(block, sorted.slice(at, end))
        at = end
      }
    })
  }

  put = (row: Row, key: string): Promise<void> => this.apply(new Map([[key, row]]))

  delete = (key: string): Promise<void> => this.apply(new Map([[key, null]]))

  clear = (): Promise<void> => Promise.resolve(this.#blocks.clear())

  #blockWith(key: string): Promise<Block<Row> | undefined> {
    return Promise.resolve(this.#blocks.where(':id').belowOrEqual(key).last())
  }

  /** `changes`: in the order of their keys, all of this block's range. */
  async #change({ from, keys, rows }: Block<Row>, changes: readonly (readonly [string, Row | null])[]): Promise<void> {
    const merged = merge(
      keys.map((key, at) => [key, rows[at] as Row] as const),
      changes,
    )
    if (merged.length === 0) return this.#blocks.delete(from)
    const size = merged.length <= MOST ? merged.length : FILLED
    const blocks: Block<Row>[] = []
    for (let at = 0; at < merged.length; at += size)
      blocks.push(this.#blockOf(at === 0 ? from : (merged[at]?.[0] ?? ''), merged.slice(at, at + size)))
    await this.#blocks.bulkPut(
      blocks,
      blocks.map(({ from: key }) => key),
    )
  }

  #blockOf(from: string, entries: readonly (readonly [string, Row])[]): Block<Row> {
    const block: Block<Row> = { from, keys: entries.map(([key]) => key), rows: entries.map(([, row]) => row) }
    const alsoOf = this.#alsoOf
    return alsoOf === undefined ? block : { ...block, also: [...new Set(block.rows.map(alsoOf))] }
  }
}

type Entry<Row> = readonly [string, Row]

/** Both in the order of their keys; of a key in both the change counts. */
function merge<Row>(entries: readonly Entry<Row>[], changes: readonly Entry<Row | null>[]): Entry<Row>[] {
  const merged: Entry<Row>[] = []
  const keep = ([key, row]: Entry<Row | null>) => void (row !== null && merged.push([key, row]))
  let at = 0
  for (const entry of entries) {
    for (; at < changes.length && (changes[at]?.[0] ?? '') < entry[0]; at++) keep(changes[at] as Entry<Row | null>)
    if (changes[at]?.[0] !== entry[0]) keep(entry)
  }
  for (; at < changes.length; at++) keep(changes[at] as Entry<Row | null>)
  return merged
}
