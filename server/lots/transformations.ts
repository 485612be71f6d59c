/** What was made from what: written once per transaction, read by whoever follows a lot. */
import { eq } from 'drizzle-orm'
import type { Schema } from '../db/schema.ts'
import type { Scene } from '../ledger/scene.ts'
import { liftUnfounded } from './inherit-holds.ts'
import { takeOffCarried } from './landed-cost.ts'

export type TransformationLine = Pick<
  Schema['transformationLines']['$inferSelect'],
  'side' | 'sku' | 'lot' | 'quantity' | 'cost' | 'costCurrency'
>

interface Stated {
  kind: Schema['transformations']['$inferSelect']['kind']
  documentType?: string | undefined
  documentNumber?: string | undefined
}

export async function recordTransformation(
  scene: Scene,
  stated: Stated,
  lines: readonly TransformationLine[],
): Promise<void> {
  const { tx, warehouse, posted } = scene
  const { transactionId } = posted
  await tx.db.insert(tx.t.transformations).values({
    transactionId,
    warehouse,
    kind: stated.kind,
    documentType: stated.documentType ?? null,
    documentNumber: stated.documentNumber ?? null,
    occurredAt: posted.occurredAt,
  })
  await tx.db
    .insert(tx.t.transformationLines)
    .values(lines.map((line, position) => ({ transactionId, position, ...line })))
  scene.effects.push({ kind: 'transformation', transactionId })
}

/** It was undone: nothing was made of anything, and nothing is on hold for it. */
export async function forgetTransformation(scene: Scene, transactionId: string): Promise<void> {
  await takeOffCarried(scene, transactionId)
  const { db, t } = scene.tx
  const lines = await db
    .delete(t.transformationLines)
    .where(eq(t.transformationLines.transactionId, transactionId))
    .returning({ side: t.transformationLines.side, sku: t.transformationLines.sku, lot: t.transformationLines.lot })
  await db.delete(t.transformations).where(eq(t.transformations.transactionId, transactionId))
  await liftUnfounded(
    scene,
    lines.filter(({ side }) => side === 'produced'),
  )
}
