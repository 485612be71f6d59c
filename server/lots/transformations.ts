/** What was made from what: written once per transaction, read by whoever follows a lot. */
import { eq } from 'drizzle-orm'
import type { TransformationKind } from '../../shared/transactions/transform.ts'
import type { Schema } from '../db/schema.ts'
import type { Scene } from '../ledger/scene.ts'

export type TransformationLine = Pick<
  Schema['transformationLines']['$inferSelect'],
  'side' | 'sku' | 'lot' | 'quantity' | 'cost' | 'costCurrency'
>

interface Stated {
  kind: TransformationKind
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

/** It was undone: nothing was made of anything. */
export async function forgetTransformation({ tx }: Scene, transactionId: string): Promise<void> {
  await tx.db.delete(tx.t.transformationLines).where(eq(tx.t.transformationLines.transactionId, transactionId))
  await tx.db.delete(tx.t.transformations).where(eq(tx.t.transformations.transactionId, transactionId))
}
