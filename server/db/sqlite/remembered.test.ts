import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { remembering } from './remembered.ts'

const things = sqliteTable('things', { id: integer().primaryKey(), name: text() })

let sqlite: Database.Database
beforeEach(() => {
  sqlite = new Database(':memory:')
  sqlite.exec('CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT)')
})
afterEach(() => sqlite.close())

describe('statements that are remembered', () => {
  it('are prepared once for each text', () => {
    const prepare = vi.spyOn(sqlite, 'prepare')
    const db = drizzle(remembering(sqlite))
    for (let id = 1; id <= 5; id++)
      db.insert(things)
        .values({ id, name: `n${id}` })
        .run()
    for (let turn = 0; turn < 5; turn++) expect(db.select().from(things).all()).toHaveLength(5)
    expect(prepare).toHaveBeenCalledTimes(2)
  })

  it('give rows as each use wants them, whatever another use of the same text wanted', () => {
    const db = drizzle(remembering(sqlite))
    db.insert(things).values({ id: 1, name: 'one' }).run()
    const built = db.select().from(things)
    const text = sql.raw(built.toSQL().sql)
    for (let turn = 0; turn < 2; turn++) {
      expect(built.all()).toEqual([{ id: 1, name: 'one' }])
      expect(db.all(text)).toEqual([{ id: 1, name: 'one' }])
      expect(db.get(text)).toEqual({ id: 1, name: 'one' })
      expect(built.get()).toEqual({ id: 1, name: 'one' })
      expect(db.values(text)).toEqual([[1, 'one']])
    }
  })

  it('are not kept without end, and work also after they were forgotten', () => {
    const db = drizzle(remembering(sqlite))
    const ask = (n: number) => db.get(sql.raw(`select ${n} as n`))
    for (let n = 0; n < 1_200; n++) expect(ask(n)).toEqual({ n })
    for (let n = 0; n < 1_200; n++) expect(ask(n)).toEqual({ n })
  })

  it('follow a schema that changes', () => {
    const db = drizzle(remembering(sqlite))
    const all = () => db.all(sql`select * from things`)
    db.insert(things).values({ id: 1, name: 'one' }).run()
    expect(all()).toEqual([{ id: 1, name: 'one' }])
    sqlite.exec('ALTER TABLE things ADD size INTEGER')
    expect(all()).toEqual([{ id: 1, name: 'one', size: null }])
  })

  it('leave the rest of the connection as it is', () => {
    const client = remembering(sqlite)
    expect(client.open).toBe(true)
    client.transaction(() => client.exec("INSERT INTO things VALUES (7, 'seven')"))()
    expect(sqlite.prepare('SELECT count(*) FROM things').pluck().get()).toBe(1)
  })
})
