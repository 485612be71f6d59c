/** Returns that a platform has agreed to are expected at the dock, once for each of its references. */
import { and, eq } from 'drizzle-orm'
import type { Tx } from '../../db/work.ts'
import { expectReturn } from '../../returns/expect.ts'
import type { ConnectorRow } from '../connectors.ts'
import type { PlatformOrder } from './platform-order.ts'

export async function announceReturns(tx: Tx, connector: ConnectorRow, order: PlatformOrder): Promise<void> {
  if (order.returns.length === 0) return
  const { platformLines, returns } = tx.t
  const rows = await tx.db
    .select()
    .from(platformLines)
    .where(and(eq(platformLines.connectorId, connector.id), eq(platformLines.externalId, order.externalId)))
  const byLine = new Map(rows.map((row) => [row.lineId, row]))
  for (const { reference, lines } of order.returns) {
    const [known] = await tx.db
      .select({ id: returns.id })
      .from(returns)
      .where(and(eq(returns.channel, connector.channel), eq(returns.reference, reference), eq(returns.blind, false)))
    if (known) continue
    const expected = lines.flatMap(({ lineId, quantity, reason }) => {
      const row = byLine.get(lineId)
      return row && quantity > 0 ? [{ sku: row.sku, quantity: quantity * row.packQuantity, reason }] : []
    })
    if (expected.length === 0) continue
    const caller = { kind: 'token' as const, id: connector.id, name: `connector ${connector.id}`, roles: [] }
    await expectReturn(tx, connector.warehouse, caller, {
      channel: connector.channel,
      orderExternalId: order.number,
      reference,
      lines: expected,
    })
  }
}
