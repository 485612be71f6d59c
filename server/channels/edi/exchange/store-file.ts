/**
 * A file of the partner becomes rows of the database in one unit, before anything is done about it: the file by its hash,
 * each document in it that did not come before, and the 997 that answers them. After that the file is not needed any more.
 */
import { and, eq } from 'drizzle-orm'
import type { EdiState } from '../../../db/tables/edi.ts'
import type { Tx, Work } from '../../../db/work.ts'
import { noteFailure } from '../../failures.ts'
import { lockOf, renewLease } from '../../intake/lease.ts'
import { contentOf, type FileContent, type FileDocument } from './file-content.ts'
import type { Arrived } from './folder.ts'
import { cause } from './outgoing-row.ts'
import { LeaseLost, type Partner, thingOf } from './partner.ts'
import { saidIn } from './raw.ts'
import { takeVerdicts } from './take-verdicts.ts'
import { documentName } from './words.ts'

/** Whether all of it could be understood. */
export interface Stored {
  sha256: string
  isWhole: boolean
}

export function storeFile(work: Work, partner: Partner, arrived: Arrived): Promise<Stored> {
  const content = contentOf(arrived, partner.profile)
  const { row, lease } = partner
  return work.run([lockOf(row.id)], async (tx) => {
    if (!(await renewLease(tx, lease))) throw new LeaseLost()
    const fault = wrongWith(content)
    const isNew = await keepFile(tx, row.id, arrived.name, content, fault)
    await keepDocuments(tx, partner, arrived.name, content)
    if (isNew) await takeVerdicts(tx, partner, content.verdicts)
    if (isNew && content.fault) await keepFault(tx, partner, arrived.name, content, content.fault)
    return { sha256: content.sha256, isWhole: fault === null }
  })
}

/** False: it came before. Whether it can be understood may have changed since, with the profile. */
async function keepFile(
  tx: Tx,
  connectorId: string,
  name: string,
  { sha256, text }: FileContent,
  fault: string | null,
) {
  const { ediFiles } = tx.t
  const made = await tx.db
    .insert(ediFiles)
    .values({ connectorId, sha256, name, receivedAt: tx.now, fault, content: text })
    .onConflictDoNothing()
    .returning({ sha256: ediFiles.sha256 })
  if (made.length > 0) return true
  await tx.db
    .update(ediFiles)
    .set({ fault })
    .where(and(eq(ediFiles.connectorId, connectorId), eq(ediFiles.sha256, sha256)))
  return false
}

const wrongWith = ({ fault, documents }: FileContent): string | null =>
  fault?.detail ?? documents.find((one) => one.fault)?.fault?.detail ?? null

async function keepDocuments(tx: Tx, partner: Partner, fileName: string, content: FileContent): Promise<void> {
  const { row, profile } = partner
  const ids = new Map<FileDocument, string>()
  for (const document of content.documents) {
    const twins = await sameNumbers(tx, row.id, document)
    const twin = twins.find(({ raw }) => saidIn(raw) === saidIn(document.raw))
    if (twin) {
      if (document.state === 'received' && (await revive(tx, twin, document, fileName))) ids.set(document, twin.id)
      continue
    }
    const note = twins.length > 0 ? 'Its control numbers came before, with other content.' : null
    ids.set(document, await keep(tx, partner, fileName, document, note))
  }
  if (!profile.acknowledgements.sent) return
  for (const [nth, { group, segments, answers }] of content.answers.entries()) {
    const answered = answers.flatMap((one) => ids.get(one) ?? [])
    if (answered.length === 0) continue
    const answer = await cause(tx, row.id, {
      set: '997',
      cause: `group ${nth + 1} of ${content.sha256}`,
      number: group,
      externalId: null,
      content: { of: 'group', segments, answers: answered },
    })
    if (answer !== null) await linkAnswer(tx, answer, answers, ids)
  }
}

/** Whoever looks at a document finds the 997 that answers it. */
async function linkAnswer(
  { db, t: { ediDocuments } }: Tx,
  answer: string,
  documents: readonly FileDocument[],
  ids: ReadonlyMap<FileDocument, string>,
): Promise<void> {
  for (const one of documents) {
    const id = ids.get(one)
    if (id === undefined || one.status === null) continue
    await db
      .update(ediDocuments)
      .set({ answer: { status: one.status, document: answer } })
      .where(eq(ediDocuments.id, id))
  }
}

/** Documents of the same partner with the same ISA13, GS06 and ST02. */
async function sameNumbers({ db, t: { ediDocuments: d } }: Tx, connectorId: string, one: FileDocument) {
  return db
    .select({ id: d.id, raw: d.raw, state: d.state })
    .from(d)
    .where(
      and(
        eq(d.connectorId, connectorId),
        eq(d.direction, 'in'),
        eq(d.group, one.group),
        eq(d.control, one.control),
        eq(d.interchange, one.interchange),
        eq(d.set, one.set),
      ),
    )
}

/** One that could not be followed is tried again when the partner sends it again: as it came now, for it may have been cut off. */
async function revive(
  { db, t: { ediDocuments } }: Tx,
  { id, state }: { id: string; state: EdiState },
  { raw }: FileDocument,
  fileName: string,
): Promise<boolean> {
  if (state !== 'refused' && state !== 'failed') return false
  await db.update(ediDocuments).set({ state: 'received', raw, fileName, detail: null }).where(eq(ediDocuments.id, id))
  return true
}

async function keep(
  tx: Tx,
  { row }: Partner,
  fileName: string,
  { fault, status, ...document }: FileDocument,
  note: string | null,
): Promise<string> {
  const id = tx.newId()
  await tx.db.insert(tx.t.ediDocuments).values({
    ...document,
    id,
    connectorId: row.id,
    direction: 'in',
    externalId: null,
    cause: null,
    detail: fault?.detail ?? note,
    content: null,
    fileName,
    at: tx.now,
    answeredAt: null,
    answer: status === null ? null : { status },
  })
  if (fault)
    await noteFailure(tx, thingOf(row, id), 'open', {
      code: fault.code,
      detail: `${documentName(document.set, document.number)}: ${fault.detail}`,
      advice: document.state === 'refused' && status === 'R' ? TOLD : UNTOLD,
    })
  return id
}

const TOLD = 'The 997 tells the partner so. When it has sent it again, ignore this.'
const UNTOLD = 'Look at the document. When what it says is put right, retry; when it came again, ignore this.'

/** Longer ones are read from the kept file. */
const SHOWN_CHARACTERS = 100_000

/** What no document of the file can tell: envelopes that are broken, and text that is no X12. */
async function keepFault(
  tx: Tx,
  { row }: Partner,
  fileName: string,
  { text }: FileContent,
  fault: { code: string; detail: string },
): Promise<void> {
  const id = tx.newId()
  const numbers = { set: '', interchange: '', group: '', control: '', number: null, externalId: null, cause: null }
  await tx.db.insert(tx.t.ediDocuments).values({
    ...numbers,
    id,
    connectorId: row.id,
    direction: 'in',
    state: 'refused',
    detail: fault.detail,
    content: null,
    raw: text.slice(0, SHOWN_CHARACTERS),
    fileName,
    at: tx.now,
    answeredAt: null,
    answer: null,
  })
  await noteFailure(tx, thingOf(row, id), 'open', {
    code: fault.code,
    detail: `File ${fileName}: ${fault.detail}`,
    advice: 'When the partner has sent it again, ignore this.',
  })
}
