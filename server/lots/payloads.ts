/** What a transaction stated, read from its envelope as it came: the one place where that is kept. */
import { interpretPayload, type Understood } from '../../shared/transactions/interpret.ts'

/** In the shape of today's version; undefined where it cannot be understood. */
export function understood(envelope: string): Understood | undefined {
  const { type, v, payload } = JSON.parse(envelope) as { type: string; v: number; payload: unknown }
  const interpretation = interpretPayload(type, v, payload)
  return interpretation.ok ? interpretation.understood : undefined
}
