/**
 * A handheld's disk: an IndexedDB that outlives the app, can be full, can take back what it had, and under which the app can go
 * off before any of its writes.
 */
import type Dexie from 'dexie'
import type { DBCore, DBCoreTransaction } from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'

export class DeviceCrash extends Error {}

/** One run of the app, from start to power off. */
export interface Life {
  dead: boolean
}

/** All rows of all tables of a database, with their keys. */
export type Image = Map<string, { keys: unknown[]; rows: unknown[] }>

export class SimDisk {
  indexedDB = new IDBFactory()
  readonly IDBKeyRange = IDBKeyRange
  full = false
  /** Writes until the device goes off; null: it does not. */
  #writesLeft: number | null = null

  goOffBeforeWrite(nth: number): void {
    this.#writesLeft = nth
  }

  /** Between the app and the disk. */
  stand(database: Dexie, life: Life): void {
    database.use({
      stack: 'dbcore',
      name: 'disk of a simulated device',
      create: (down: DBCore): DBCore => ({
        ...down,
        transaction: (stores, mode, options): DBCoreTransaction => {
          this.#beforeTransaction(life, mode)
          return down.transaction(stores, mode, options)
        },
      }),
    })
  }

  #beforeTransaction(life: Life, mode: 'readonly' | 'readwrite'): void {
    if (life.dead) throw new DeviceCrash('The device is off.')
    if (mode === 'readonly') return
    if (this.#writesLeft !== null && --this.#writesLeft < 0) {
      this.#writesLeft = null
      life.dead = true
      throw new DeviceCrash('The device went off before a write.')
    }
    if (this.full) throw new DOMException('The disk is full.', 'QuotaExceededError')
  }

  /** Power is back: what was planned for the last life has passed. */
  powerOn(): void {
    this.#writesLeft = null
    this.full = false
  }

  /** Everything is gone; `putBack` fills it. */
  wipe(): void {
    this.indexedDB = new IDBFactory()
  }
}

export async function imageOf(database: Dexie): Promise<Image> {
  const image: Image = new Map()
  for (const table of database.tables) {
    const [rows, keys] = [await table.toArray(), await table.toCollection().primaryKeys()]
    image.set(table.name, { rows, keys })
  }
  return image
}

export async function putBack(database: Dexie, image: Image): Promise<void> {
  for (const [name, { rows, keys }] of image) {
    const table = database.table(name)
    const isInline = table.schema.primKey.keyPath !== null && table.schema.primKey.keyPath !== ''
    if (rows.length > 0) await (isInline ? table.bulkAdd(rows) : table.bulkAdd(rows, keys as never))
  }
}
