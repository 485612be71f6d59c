/**
 * When each device was last heard, and what it told of itself: its outbox, its screen, its battery. Kept in memory, for every push
 * and pull says it, and written together now and then, so that a server that was started again does not think that nobody has ever
 * come.
 */
import { sql } from 'drizzle-orm'
import type { Caller } from '../auth/callers.ts'
import type { Schema } from '../db/schema.ts'
import type { Reader, Work } from '../db/work.ts'

export type Contact = Schema['deviceContacts']['$inferSelect']

/** As a device says it: how many transactions it has not sent, and the age of the oldest in seconds. */
export const UNSENT_HEADER = 'x-lotline-unsent'
export const APP_HEADER = 'x-lotline-app'
/** The screen that it shows, such as `pick`; `sign-in`: nobody is signed in. */
export const SCREEN_HEADER = 'x-lotline-screen'
/** Per cent left in its battery, and whether it is being charged. */
export const BATTERY_HEADER = 'x-lotline-battery'
const UNSENT = /^(\d{1,7}) (\d{1,9})$/
const APP = /^[\w.+-]{1,40}$/
const SCREEN = /^[a-z][a-z-]{0,29}$/
const BATTERY = /^(100|\d{1,2})( charging)?$/

export interface Contacts {
  heard(caller: Caller, header: Header): void
  /** What is known now: of the database, and what was heard since. */
  read(reader: Reader): Promise<Map<string, Contact>>
  /** Writes what was heard since the last time. */
  write(): Promise<void>
}

type Header = (name: string) => string | undefined

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
        ...(told(header, now()) ?? toldIn(before)),
        appVersion: wellFormed(APP, header(APP_HEADER)) ?? before?.appVersion ?? null,
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
                ...(hasTold(contact) ? toldIn(contact) : {}),
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

/** What comes together, with each push and pull. */
type Told = Pick<Contact, 'unsent' | 'oldestUnsentAt' | 'screen' | 'battery' | 'charging'>

/** A read of the office in the same browser says nothing of the outbox: then it told nothing. What is not well-formed neither. */
function told(header: Header, now: number): Told | undefined {
  const [, count, age] = UNSENT.exec(header(UNSENT_HEADER) ?? '') ?? []
  if (count === undefined || age === undefined) return undefined
  const [, percent, charging] = BATTERY.exec(header(BATTERY_HEADER) ?? '') ?? []
  return {
    unsent: Number(count),
    oldestUnsentAt: Number(count) === 0 ? null : now - Number(age) * 1_000,
    screen: wellFormed(SCREEN, header(SCREEN_HEADER)) ?? null,
    battery: percent === undefined ? null : Number(percent),
    charging: percent === undefined ? null : charging !== undefined,
  }
}

const hasTold = ({ unsent }: Told): boolean => unsent !== null

const toldIn = (contact: Told | undefined): Told => ({
  unsent: contact?.unsent ?? null,
  oldestUnsentAt: contact?.oldestUnsentAt ?? null,
  screen: contact?.screen ?? null,
  battery: contact?.battery ?? null,
  charging: contact?.charging ?? null,
})

const wellFormed = (form: RegExp, text: string | undefined): string | undefined =>
  text !== undefined && form.test(text) ? text : undefined

function over(before: Contact | undefined, heard: Contact): Contact {
  if (before === undefined) return heard
  if (before.contactAt > heard.contactAt) return before
  return { ...heard, ...toldIn(hasTold(heard) ? heard : before), appVersion: heard.appVersion ?? before.appVersion }
}
