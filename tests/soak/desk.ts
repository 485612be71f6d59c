/** A desk beside the handhelds: asks what may be promised, places an order on it, and cancels an earlier one. */
import { v7 } from 'uuid'
import { asker, open, requestText } from '../bench/load.ts'

export interface Desk {
  close(): Promise<void>
}

const EVERY_MS = 500
/** Orders that are left open: what is open must not grow for ever, or every figure would. */
const MOST_OPEN = 200

export async function openDesk(
  port: number,
  token: string,
  skus: readonly string[],
  measure: (ms: number) => void,
  fail: (error: Error) => void,
): Promise<Desk> {
  const socket = await open(port)
  const reads = asker(socket, 200)
  const placing = await open(port)
  const places = asker(placing, 201)
  const openOrders: string[] = []
  let turn = 0
  let isOver = false
  let last = Promise.resolve()

  const text = (method: string, path: string, body?: unknown) =>
    Buffer.from(requestText(port, token, { method, path, body, headers: [`Idempotency-Key: ${v7()}`] }))

  async function step(): Promise<void> {
    const sku = skus[(turn++ * 37) % skus.length] ?? ''
    const began = performance.now()
    await reads(text('GET', `/inventory/${sku}`))
    const answer = await places(
      text('POST', '/orders', {
        externalId: `SOAK-${v7()}`,
        channel: 'shop',
        customer: { id: 'C-1', name: 'Customer' },
        onShort: 'backorder',
        lines: [{ sku, quantity: 1 + (turn % 3), unitPrice: { amount: 499, currency: 'USD' } }],
      }),
    )
    measure(performance.now() - began)
    openOrders.push((JSON.parse(answer.toString('utf8')) as { id: string }).id)
    if (openOrders.length > MOST_OPEN) await reads(text('POST', `/orders/${openOrders.shift()}/cancel`, {}))
  }

  const timer = setInterval(() => {
    last = last.then(async () => {
      if (!isOver) await step()
    })
    last.catch(fail)
  }, EVERY_MS)

  return {
    async close() {
      isOver = true
      clearInterval(timer)
      await last
      socket.destroy()
      placing.destroy()
    },
  }
}
