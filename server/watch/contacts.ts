/**
 * When each device was last heard, and what it told of its outbox. Kept in memory, for every push and pull says it, and written
 * together now and then, so that a server that was started again does not think that nobody has ever come.
 */
import { sql } from 'drizzle-orm'
import type { Caller } from '../auth/callers.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader, Work } from '../db/work.ts'

export type Contact = Schema['deviceContacts']['$inferSelect']

/** As a device says it: how many transactions it has not sent, and the age of the oldest in seconds. */
export const UNSENT_HEADER = 'x-lotline-unsent'
export const APP_HEADER = 'x-lotline-app'
const UNSENT = /^(\d{1,7}) (\d{1,9})$/
const APP = /^[\w.+-]{1,40}$/

export interface Contacts {
  heard(caller: Caller, header: (name: string) => string | undefined): void
  /** What is known now: of the database, and what was heard since. */
  read(reader: Reader): Promise<Map<string, Contact>>
  /** Writes what was heard since the last time. */
  write(): Promise<void>
}

export function createContacts(work: Work, now: () => number): Contacts {
  const heardSince = new Map<string, Contact>()

  return {
    heard(caller, header) {
      const device = enrolledDevice(caller)
      if (device === undefined) return
      const before = heardSince.get(device)
      heardSince.set(device, {
        deviceId: device,
        contactAt: now(),
        // A read of the office in the same browser says nothing of the outbox.
        ...(told(header(UNSENT_HEADER), now()) ?? {
          unsent: before?.unsent ?? null,
          oldestUnsentAt: before?.oldestUnsentAt ?? null,
        }),
        appVersion: appOf(header(APP_HEADER)) ?? before?.appVersion ?? null,
      })
    },
    async read({ db, t }) {
      const known = new Map((await db.select().from(t.deviceContacts)).map((row) => [row.deviceId, row]))
      for (const [device, heard] of heardSince) known.set(device, over(known.get(device), heard))
      return known
    },
    async write() {
      const heard = [...heardSince.values()]
      if (heard.length === 0) return
      await work.run([], async (tx) => {
        const { deviceContacts: c } = tx.t
        for (const contact of heard)
          await tx.db
            .insert(c)
            .values(contact)
            .onConflictDoUpdate({
              target: c.deviceId,
              set: {
                contactAt: contact.contactAt,
                ...(contact.unsent === null ? {} : { unsent: contact.unsent, oldestUnsentAt: contact.oldestUnsentAt }),
                ...(contact.appVersion === null ? {} : { appVersion: contact.appVersion }),
              },
              // Another process may have heard it later.
              setWhere: sql`${c.contactAt} <= ${contact.contactAt}`,
            })
      })
      // What was heard meanwhile stands in another object, and waits for the next time.
      for (const contact of heard) if (heardSince.get(contact.deviceId) === contact) heardSince.delete(contact.deviceId)
    },
  }
}

/** An API key may push for any device, also one that nobody has enrolled: that is no contact of a device. */
function enrolledDevice(caller: Caller): string | undefined {
  if (caller.kind === 'device') return caller.id
  return caller.kind === 'session' && caller.warehouse !== null ? (caller.deviceId ?? undefined) : undefined
}

/** What is not well-formed was not told. */
function told(text: string | undefined, now: number): Pick<Contact, 'unsent' | 'oldestUnsentAt'> | undefined {
  const [, count, age] = UNSENT.exec(text ?? '') ?? []
  if (count === undefined || age === undefined) return undefined
  return { unsent: Number(count), oldestUnsentAt: Number(count) === 0 ? null : now - Number(age) * 1_000 }
}

const appOf = (text: string | undefined): string | undefined =>
  text !== undefined && APP.test(text) ? text : undefined

function over(before: Contact | undefined, heard: Contact): Contact {
  if (before === undefined) return heard
  if (before.contactAt > heard.contactAt) return before
  return {
    ...heard,
    ...(heard.unsent === null ? { unsent: before.unsent, oldestUnsentAt: before.oldestUnsentAt } : {}),
    appVersion: heard.appVersion ?? before.appVersion,
  }
}
