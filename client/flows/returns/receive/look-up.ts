/** Asks the server which shipped order goods belong to, and waits no longer than a worker would. */

export interface FoundOrder {
  orderId: string
  externalId: string
  channel: string
  customer: { id: string; name: string }
  shippedAt: string
  returnId: string | null
  lines: { sku: string; name: string; lot: string | null; shipped: number; returned: number }[]
}

/** By the text that was scanned, or by what came back. */
export type LookUp =
  | { by: 'text'; text: string; orderId: string | null; channel: string | null; isOrder: boolean }
  | { by: 'goods'; sku: string; lot: string | null }

type Ask = <Answer>(method: 'GET', path: string) => Promise<Answer>

const LONGEST_MS = 3_000

/** Nothing where it cannot be asked, takes too long or is not known: work goes on without it. */
export async function lookUp(ask: Ask, asked: LookUp, longestMs = LONGEST_MS): Promise<FoundOrder[]> {
  const query = new URLSearchParams(
    asked.by === 'text' ? { scan: asked.text } : { sku: asked.sku, ...(asked.lot === null ? {} : { lot: asked.lot }) },
  )
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLong = new Promise<FoundOrder[]>((resolve) => {
    timer = setTimeout(() => resolve([]), longestMs)
  })
  const answer = ask<{ items: FoundOrder[] }>('GET', `/returns/lookup?${query}`).then(
    ({ items }) => items,
    () => [],
  )
  const found = await Promise.race([answer, tooLong])
  clearTimeout(timer)
  return found
}
