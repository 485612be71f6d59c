/** Documents that were received are followed, each in a unit of its own: one that cannot be followed keeps no other from it. */
import { and, asc, eq } from 'drizzle-orm'
import type { Tx } from '../../../db/work.ts'
import { Problem } from '../../../problem.ts'
import { endFailure, noteFailure } from '../../failures.ts'
import { lockOf, renewLease } from '../../intake/lease.ts'
import { readInterchange, usageFault } from '../intake.ts'
import { isSyntax } from '../x12/acknowledge.ts'
import type { Fault, Reading } from '../x12/fault.ts'
import { said, strangerFault } from './file-content.ts'
import { type DocumentRow, type ExchangeDeps, LeaseLost, type Partner, thingOf } from './partner.ts'
import { documentIn } from './raw.ts'
import { takeAcknowledgement } from './take-acknowledgement.ts'
import { takeChange } from './take-change.ts'
import { takeChargeback } from './take-chargeback.ts'
import { takeOrder } from './take-order.ts'
import { takeReturn } from './take-return.ts'
import { documentName } from './words.ts'

/** What became of a document beyond that it was followed. */
export interface Took {
  /** The partner's order that it is about. */
  externalId?: string
  number?: string
  detail?: string
}

/** Documents in one look. */
const SOME = 100

export async function applyReceived(deps: ExchangeDeps, partner: Partner): Promise<void> {
  const seen = new Set<string>()
  for (;;) {
    const due = (await receivedDocuments(deps, partner.row.id)).filter(({ id }) => !seen.has(id))
    if (due.length === 0) return
    for (const one of due) {
      seen.add(one.id)
      await applyOne(deps, partner, one)
    }
  }
}

type Due = Pick<DocumentRow, 'id' | 'set' | 'number'>

const receivedDocuments = ({ work }: ExchangeDeps, connectorId: string): Promise<Due[]> =>
  work.read(({ db, t: { ediDocuments: d } }) =>
    db
      .select({ id: d.id, set: d.set, number: d.number })
      .from(d)
      .where(and(eq(d.connectorId, connectorId), eq(d.state, 'received')))
      .orderBy(asc(d.at), asc(d.id))
      .limit(SOME),
  )

async function applyOne({ work, report }: ExchangeDeps, partner: Partner, due: Due): Promise<void> {
  const { row, lease } = partner
  try {
    await work.run([lockOf(row.id)], async (tx) => {
      if (!(await renewLease(tx, lease))) throw new LeaseLost()
      await follow(tx, partner, due.id)
    })
  } catch (error) {
    if (error instanceof LeaseLost) throw error
    if (!(error instanceof Problem)) report(error, `document ${due.id} of connector ${row.id}`)
    // Nothing of it was written.
    await work.run([lockOf(row.id)], (tx) => putAside(tx, partner, due, error))
  }
}

async function follow(tx: Tx, partner: Partner, id: string): Promise<void> {
  const { ediDocuments } = tx.t
  const [document] = await tx.db.select().from(ediDocuments).where(eq(ediDocuments.id, id))
  if (document?.state !== 'received') return
  // What stands for a file has no document of its own.
  const found = document.set === '' ? undefined : documentIn(document.raw)
  if (!found) throw new Unreadable('refused', 'unreadable', document.detail ?? 'It holds no document.')
  const { profile } = partner
  const stranger = strangerFault(found.interchange, profile) ?? usageFault(found.interchange, profile)
  if (stranger) throw unreadable([stranger])
  const [received] = readInterchange(found.interchange, profile).documents
  const reading: Reading<unknown> | undefined = received?.reading
  if (!received || !reading) throw unreadable([])
  if (!reading.ok) throw unreadable(reading.faults)
  const took = await take(tx, partner, document, received)
  await tx.db
    .update(ediDocuments)
    .set({
      state: 'applied',
      content: reading.value,
      detail: took.detail ?? document.detail,
      number: took.number ?? document.number,
      externalId: took.externalId ?? null,
    })
    .where(eq(ediDocuments.id, id))
  await endFailure(tx, thingOf(partner.row, id), 'healed')
}

type Received = ReturnType<typeof readInterchange>['documents'][number]

async function take(tx: Tx, scene: Partner, document: DocumentRow, received: Received): Promise<Took> {
  const { kind, reading } = received
  if (!reading.ok) return {}
  switch (kind) {
    case 'order':
      return takeOrder(tx, scene, document, reading.value)
    case 'order-change':
      return takeChange(tx, scene, document, reading.value)
    case 'chargeback':
      return takeChargeback(tx, scene, reading.value)
    case 'return':
      return takeReturn(tx, scene, reading.value)
    case 'acknowledgement':
      return takeAcknowledgement(tx, scene, document, reading.value)
    default:
      return {}
  }
}

/** What the document itself is to blame for: the same would be found however often it was read. */
class Unreadable extends Problem {
  constructor(
    readonly state: 'refused' | 'failed',
    code: string,
    detail: string,
  ) {
    super(422, code, detail)
  }
}

function unreadable(faults: readonly Fault[]): Unreadable {
  const { code, detail } = said(faults, 0)
  const isRefused = faults.length === 0 || faults.some((one) => isSyntax(one) || one.code === 'envelope')
  return new Unreadable(isRefused ? 'refused' : 'failed', code, detail)
}

async function putAside(tx: Tx, { row }: Partner, { id, set, number }: Due, error: unknown): Promise<void> {
  const { ediDocuments } = tx.t
  const problem = error instanceof Problem ? error : undefined
  const detail = problem?.detail ?? 'It could not be followed because of a fault of this server; its log says more.'
  const state = problem instanceof Unreadable ? problem.state : 'failed'
  await tx.db.update(ediDocuments).set({ state, detail }).where(eq(ediDocuments.id, id))
  await noteFailure(tx, thingOf(row, id), 'open', {
    code: problem?.code ?? 'fault',
    detail: `${documentName(set, number)}: ${detail}`,
    advice: problem ? 'When what it says is put right, retry.' : 'Retry; if it stays so, report the fault.',
  })
}
