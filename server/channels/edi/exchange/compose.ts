/**
 * What is to go out gets its text: drafted from what stands now, in an interchange of its own, with numbers that are given
 * out in the same unit and to nothing else ever. What lacks something stays, with the reason, and holds nothing else up.
 */
import { and, asc, eq } from 'drizzle-orm'
import type { Tx } from '../../../db/work.ts'
import { takeSerials } from '../../../labels/serials.ts'
import { endFailure, noteFailure } from '../../failures.ts'
import { lockOf, renewLease } from '../../intake/lease.ts'
import type { Drafted } from '../draft.ts'
import { enveloped } from '../envelope.ts'
import type { PartnerProfile } from '../profile.ts'
import type { OutgoingSegment } from '../x12/outgoing.ts'
import { writeX12 } from '../x12/write.ts'
import { orderAnswer } from './draft-acknowledgement.ts'
import { inventory } from './draft-inventory.ts'
import { invoice } from './draft-invoice.ts'
import { shipNotice } from './draft-ship-notice.ts'
import { said } from './file-content.ts'
import { type Moment, momentOf } from './moment.ts'
import type { OutgoingContent } from './outgoing-row.ts'
import { type DocumentRow, type ExchangeDeps, LeaseLost, type Partner, type Scene, thingOf } from './partner.ts'
import { readShipment } from './shipped-goods.ts'
import { toldOrder } from './told-order.ts'
import { documentName } from './words.ts'

export async function composeDrafted(deps: ExchangeDeps, partner: Partner): Promise<void> {
  const { work, report } = deps
  const { row, lease } = partner
  const due = await work.read(({ db, t: { ediDocuments: d } }) =>
    db
      .select({ id: d.id, set: d.set, number: d.number })
      .from(d)
      .where(and(eq(d.connectorId, row.id), eq(d.state, 'drafted'), eq(d.raw, '')))
      .orderBy(asc(d.at), asc(d.id)),
  )
  for (const one of due)
    try {
      await work.run([lockOf(row.id)], async (tx) => {
        if (!(await renewLease(tx, lease))) throw new LeaseLost()
        await compose(tx, partner, one.id)
      })
    } catch (error) {
      if (error instanceof LeaseLost) throw error
      report(error, `document ${one.id} of connector ${row.id}`)
      await work.run([lockOf(row.id)], (tx) => fail(tx, partner, one, FAULT))
    }
}

/** With it, nobody looks at it each second. */
const WAITS = 'It waits until each item of the order is mapped, or somebody says that it stays so.'

const FAULT = { code: 'fault', detail: 'It could not be written because of a fault of this server; its log says more.' }

async function compose(tx: Tx, scene: Scene, id: string): Promise<void> {
  const { ediDocuments } = tx.t
  const [document] = await tx.db.select().from(ediDocuments).where(eq(ediDocuments.id, id))
  if (document?.state !== 'drafted' || document.raw !== '') return
  const moment = await momentOf(tx, scene, tx.now)
  const drafted = await draftOf(tx, scene, document, moment)
  if (drafted === 'waits')
    return void (await tx.db.update(ediDocuments).set({ detail: WAITS }).where(eq(ediDocuments.id, id)))
  if (drafted === 'gone') {
    await tx.db
      .update(ediDocuments)
      .set({ state: 'ignored', detail: 'The shipment was undone before it was told.' })
      .where(eq(ediDocuments.id, id))
    return endFailure(tx, thingOf(scene.row, id), 'healed')
  }
  if (!drafted.ok) return fail(tx, scene, document, said(drafted.faults, 0))
  const written = await writtenOf(tx, scene.profile, document.set, drafted.segments, moment)
  if (!written.ok) return fail(tx, scene, document, said(written.faults, 0))
  const { ok: _, ...text } = written
  await tx.db
    .update(ediDocuments)
    .set({ ...text, detail: null })
    .where(eq(ediDocuments.id, id))
  await endFailure(tx, thingOf(scene.row, id), 'healed')
}

async function draftOf(
  tx: Tx,
  scene: Scene,
  document: DocumentRow,
  moment: Moment,
): Promise<Drafted | 'waits' | 'gone'> {
  const content = document.content as OutgoingContent
  switch (content.of) {
    case 'group':
      return { ok: true, segments: content.segments }
    case 'order':
      return orderAnswer(tx, scene, document, moment.date)
    case 'inventory':
      return inventory(tx, scene, document, moment)
    case 'shipment': {
      const shipment = await readShipment(tx, content.shipment)
      const told = shipment && (await toldOrder(tx, scene, document.externalId ?? ''))
      if (!shipment || !told) return 'gone'
      const draft = document.set === '856' ? shipNotice : invoice
      return draft(tx, scene, document, shipment, told, moment)
    }
  }
}

async function writtenOf(
  tx: Tx,
  profile: PartnerProfile,
  set: string,
  segments: readonly OutgoingSegment[],
  { date, time }: Moment,
) {
  const { us, partner } = profile
  // By who exchanges with whom: a connector that is made anew goes on where the other was.
  const pair = [us.qualifier, us.id, partner.qualifier, partner.id].join(' ')
  const take = (what: string) => takeSerials(tx, `edi ${what} ${pair}`, 1)
  const numbers = { interchange: await take('interchange'), group: await take('group'), set: await take('set') }
  const written = writeX12(enveloped([{ id: set, segments }], profile, numbers, { date, time }))
  return written.ok
    ? {
        ok: true as const,
        raw: written.text,
        interchange: String(numbers.interchange).padStart(9, '0'),
        group: String(numbers.group),
        control: String(numbers.set).padStart(4, '0'),
      }
    : written
}

async function fail(
  tx: Tx,
  { row }: Scene,
  { id, set, number }: Pick<DocumentRow, 'id' | 'set' | 'number'>,
  { code, detail }: { code: string; detail: string },
): Promise<void> {
  const { ediDocuments } = tx.t
  await tx.db.update(ediDocuments).set({ state: 'failed', detail }).where(eq(ediDocuments.id, id))
  await noteFailure(tx, thingOf(row, id), 'open', {
    code,
    detail: `${documentName(set, number)} could not be written: ${detail}`,
    advice: 'When what it says is put right, retry; a new profile of the partner retries by itself.',
  })
}
