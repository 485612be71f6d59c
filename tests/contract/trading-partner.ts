/** A warehouse that trades with a simulated retailer by files of X12, and what both put into the folders between them. */
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { createExchange } from '../../server/channels/edi/exchange/exchange.ts'
import { diskFiles, type Files } from '../../server/channels/edi/exchange/folder.ts'
import { LeaseLost } from '../../server/channels/edi/exchange/partner.ts'
import { FUNCTIONAL_IDS, type TransactionSet } from '../../server/channels/edi/x12/envelope.ts'
import { readX12 } from '../../server/channels/edi/x12/read.ts'
import { createPublisher } from '../../server/channels/publisher.ts'
import { createVault } from '../../server/channels/vault.ts'
import type { Work } from '../../server/db/work.ts'
import { FAST_FOLDER } from '../support/fast-folder.ts'
import { x12Problems } from '../support/x12-structure.ts'
import type { Failure } from './connected-shop.ts'
import { type Floor, feedSettled, type OrderBody, ok } from './floor.ts'

export const US = { qualifier: 'ZZ', id: 'LOTLINE' }
export const PARTNER = { qualifier: '08', id: '9254110060' }

/** One document that we sent, as the partner reads it. */
export interface Got {
  file: string
  text: string
  id: string
  control: string
  group: string
  interchange: string
  /** "BAK*00*AD*…" */
  lines: string[]
}

export interface Listed {
  id: string
  direction: 'in' | 'out'
  set: string
  state: string
  number: string | null
  detail: string | null
  interchange: string
  group: string
  control: string
  externalId: string | null
}

export interface SentSet {
  id: string
  segments: readonly string[]
}

export type TradingPartner = Awaited<ReturnType<typeof connectPartner>>

/** Each test has a connector and a channel of its own, of one name. */
export async function connectPartner(floor: Floor, id: string, profile: Record<string, unknown> = {}) {
  const root = mkdtempSync(join(FAST_FOLDER, 'lotline-edi-'))
  const folders = { in: join(root, 'in'), out: join(root, 'out') }
  await mkdir(folders.in)
  await mkdir(folders.out)
  const now = () => Date.now() + floor.clock.offset
  const { work } = floor.server.database
  const deps = { files: diskFiles, now, report: (error: unknown) => floor.server.faults.push(error) }
  const exchange = createExchange({ ...deps, work })
  const publisher = createPublisher({
    ...deps,
    work,
    vault: createVault('a key that only the tests know, 40 long'),
    fetch,
    random: () => 0.5,
  })
  // Numbers are given out by pairs of partners: each test is another retailer.
  const partner = { ...PARTNER, id: `R${id}`.toUpperCase().slice(0, 15) }
  await ok(floor.server, 'PUT', `/channels/${id}`, { name: 'Retail', kind: 'retail', priority: 2 })
  const connect = (over: Record<string, unknown> = {}, more: Record<string, unknown> = {}) =>
    ok(floor.server, 'PUT', `/connectors/${id}`, {
      kind: 'edi',
      channel: id,
      settings: { name: 'Example Retail', us: US, partner, ...profile, ...over },
      folders,
      ...more,
    })
  await connect()
  await exchange.step()

  const mappings: Record<string, unknown>[] = []
  let controls = 0
  let files = 0
  const taken = new Set<string>()

  /** An interchange of the partner; the groups are made of sets of one kind that follow each other. */
  function interchange(sets: readonly SentSet[], over: Record<string, string> = {}): string {
    const control = String(over.control ?? ++controls).padStart(9, '0')
    const sender = (over.sender ?? partner.id).padEnd(15)
    const isa = `ISA*00*          *00*          *08*${sender}*ZZ*${(over.receiver ?? US.id).padEnd(15)}*260101*1200*U*00401*${control}*0*${over.usage ?? 'T'}*>`
    const groups: SentSet[][] = []
    for (const set of sets) {
      const last = groups.at(-1)
      if (last?.[0]?.id === set.id) last.push(set)
      else groups.push([set])
    }
    const lines = groups.flatMap((group, nth) => [
      `GS*${FUNCTIONAL_IDS[group[0]?.id ?? ''] ?? 'XX'}*${partner.id}*${US.id}*20260101*1200*${Number(control) * 10 + nth}*X*004010`,
      ...group.flatMap(({ id: set, segments }, at) => {
        const number = String(at + 1).padStart(4, '0')
        return [`ST*${set}*${number}`, ...segments, `SE*${segments.length + 2}*${number}`]
      }),
      `GE*${group.length}*${Number(control) * 10 + nth}`,
    ])
    return `${[isa, ...lines, `IEA*${groups.length}*${control}`].join('~\n')}~\n`
  }

  /** As a gateway puts it: under a hidden name first. */
  function put(text: string | Uint8Array, name = `in-${String(++files).padStart(6, '0')}.edi`): string {
    writeFileSync(join(folders.in, `.${name}`), text)
    renameSync(join(folders.in, `.${name}`), join(folders.in, name))
    return name
  }

  const documents = async (query = ''): Promise<Listed[]> =>
    (await ok<{ items: Listed[] }>(floor.server, 'GET', `/connectors/${id}/documents?limit=1000${query}`)).items

  return {
    id,
    partner,
    folders,
    exchange,
    connect,
    mappings,
    interchange,
    put,
    documents,
    send: (...sets: SentSet[]) => put(interchange(sets)),
    step: async () => {
      await feedSettled(floor.server)
      await exchange.step()
    },

    /** Another process over the same folders, with faults of its own. */
    beside: (over: { work?: Work; files?: Files }) => createExchange({ ...deps, work, ...over }),

    map: () => ok(floor.server, 'PUT', `/connectors/${id}/mappings`, mappings),

    /** An item with so many on the shelf, known to the partner by its own number. */
    async listed(
      quantity: number,
      packQuantity = 1,
      over: Record<string, unknown> = {},
    ): Promise<{ sku: string; listing: string }> {
      const sku = await floor.item(over)
      if (quantity > 0) await floor.receive(sku, 'L1', quantity, 'A-01', 0, { expiresOn: '2027-06-30' })
      const listing = `P-${sku}`
      mappings.push({ listing, sku, packQuantity })
      await this.map()
      return { sku, listing }
    },

    /** The figures of the listings are read again, as the publisher does it. */
    async figures(): Promise<void> {
      await feedSettled(floor.server)
      await publisher.step()
    },

    /** What lies in the folder for the partner and was not taken yet; it is taken away as a gateway does. */
    collect(): Got[] {
      const names = readdirSync(folders.out).filter((name) => !name.startsWith('.'))
      return names.sort().flatMap((file) => {
        expect(taken, 'nothing goes out twice').not.toContain(file)
        taken.add(file)
        const text = readFileSync(join(folders.out, file), 'utf8')
        rmSync(join(folders.out, file))
        expect(x12Problems(text), file).toEqual([])
        return readX12(text).interchanges.flatMap(({ header, groups }) =>
          groups.flatMap(({ sets, control: group }) =>
            sets.map((set) => ({
              file,
              text,
              id: set.id,
              control: set.control,
              group,
              interchange: header.control,
              lines: linesIn(set),
            })),
          ),
        )
      })
    },

    /** The partner's 997 to one document of ours. */
    acknowledge: (got: Got, status = 'A', notes: readonly string[] = []) =>
      put(
        interchange([
          {
            id: '997',
            segments: [
              `AK1*${FUNCTIONAL_IDS[got.id]}*${got.group}`,
              `AK2*${got.id}*${got.control}`,
              ...notes,
              `AK5*${status}${status === 'A' ? '' : '*5'}`,
              `AK9*${status}*1*1*${status === 'R' ? 0 : 1}`,
            ],
          },
        ]),
      ),

    left: (folder: 'in' | 'done' | 'failed' | 'out'): string[] => {
      const path = folder === 'done' || folder === 'failed' ? join(folders.in, folder) : folders[folder]
      try {
        return readdirSync(path, { withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map(({ name }) => name)
          .sort()
      } catch {
        return []
      }
    },

    failures: async () => (await ok<{ items: Failure[] }>(floor.server, 'GET', `/connectors/${id}/failures`)).items,
    openFailures: async () =>
      (await ok<{ items: Failure[] }>(floor.server, 'GET', `/connectors/${id}/failures`)).items.filter(
        ({ state }) => state === 'open' || state === 'retrying',
      ),

    /** Our order of one of the partner's. */
    async orderOf(externalId: string): Promise<OrderBody | undefined> {
      const [row] = await work.read(({ db, t: { platformOrders: o } }) =>
        db
          .select({ orderId: o.orderId })
          .from(o)
          .where(and(eq(o.connectorId, id), eq(o.externalId, externalId))),
      )
      return row?.orderId ? floor.readOrder(row.orderId) : undefined
    },

    /** Nobody hears of it any more: what comes after is another test's. */
    async end(): Promise<void> {
      await connect({}, { paused: true })
      rmSync(root, { recursive: true, force: true })
    },
  }
}

const linesIn = (set: TransactionSet): string[] => set.segments.map(({ id, elements }) => [id, ...elements].join('*'))

/** An order of lines `[listing, quantity, price?, unit?]`. */
export const orderSet = (
  number: string,
  lines: readonly (readonly [listing: string, quantity: number, price?: string, unit?: string])[],
  more: readonly string[] = [],
  purpose = '00',
): SentSet => ({
  id: '850',
  segments: [
    `BEG*${purpose}*SA*${number}**20260105`,
    'DTM*038*20270120',
    'N1*ST*Central DC*92*0042',
    'N3*1 Depot Road',
    'N4*Springfield*IL*62701*US',
    ...lines.map(
      ([listing, quantity, price = '9.25', unit = 'EA'], at) =>
        `PO1*${at + 1}*${quantity}*${unit}*${price}**VN*${listing}`,
    ),
    ...more,
    `CTT*${lines.length}`,
  ],
})

/** A change of lines `[line, code, quantity, listing?]`. */
export const changeSet = (
  number: string,
  lines: readonly (readonly [line: string, code: string, quantity: number, listing?: string])[],
  { purpose = '04', sequence = '' }: { purpose?: string; sequence?: string } = {},
): SentSet => ({
  id: '860',
  segments: [
    `BCH*${purpose}*SA*${number}**${sequence}*20260105`,
    ...lines.map(
      ([line, code, quantity, listing]) =>
        `POC*${line}*${code}*${quantity}**EA*9.25*PE${listing === undefined ? '' : `*VN*${listing}`}`,
    ),
    ...(lines.length > 0 ? [`CTT*${lines.length}`] : []),
  ],
})

/** The power goes before any unit of work, or anything that is done to a file, and does not come back. */
export class PowerCut extends LeaseLost {}

export function crashing(work: Work, isCut: () => boolean): { work: Work; files: Files } {
  const cut = async <T>(act: () => Promise<T>): Promise<T> => {
    if (isCut()) throw new PowerCut()
    return act()
  }
  const files: Files = {
    list: (...given) => cut(() => diskFiles.list(...given)),
    read: (...given) => cut(() => diskFiles.read(...given)),
    move: (...given) => cut(() => diskFiles.move(...given)),
    stage: (...given) => cut(() => diskFiles.stage(...given)),
    reveal: (...given) => cut(() => diskFiles.reveal(...given)),
  }
  return {
    files,
    work: { ...work, run: (keys, unit) => cut(() => work.run(keys, unit)), read: (query) => work.read(query) },
  }
}
