/**
 * The physical shelf: what really stands where. A model of its own, which knows nothing of the ledger's code: it is told
 * what hands did, and takes nothing else into account.
 */
import type { Envelope } from '../../shared/wire/push.ts'

/** What a customer has of one lot with one order. */
export interface Parcel {
  orderId: string
  externalId: string
  channel: string
  sku: string
  lot: string
  units: number
}

export class Shelf {
  readonly #units = new Map<string, number>()
  readonly #sent = new Map<string, Parcel>()
  /** What came and went without anybody recording it, by SKU and lot. */
  readonly unrecorded = new Map<string, number>()

  static key(sku: string, lot: string, location: string): string {
    return `${sku} ${lot} ${location}`
  }

  units(sku: string, lot: string, location: string): number {
    return this.#units.get(Shelf.key(sku, lot, location)) ?? 0
  }

  /** What stands at a place: SKU, lot and units. */
  at(location: string): { sku: string; lot: string; units: number }[] {
    return [...this.#units]
      .filter(([key, units]) => units > 0 && key.endsWith(` ${location}`))
      .map(([key, units]) => ({ sku: key.split(' ')[0] ?? '', lot: key.split(' ')[1] ?? '', units }))
  }

  all(): Map<string, number> {
    return new Map([...this.#units].filter(([, units]) => units !== 0))
  }

  /** Hands can carry back only what is still there. */
  canUndo(envelope: Envelope): boolean {
    this.do(envelope, true)
    const possible = [...this.#units.values()].every((units) => units >= 0)
    this.do(envelope)
    return possible
  }

  /** Hands did what the transaction says; `undo`: they did the opposite. */
  do(envelope: Envelope, undo = false): void {
    const p = envelope.payload as Record<string, string & number>
    const units = (undo ? -1 : 1) * Number(p.quantity ?? 0)
    switch (envelope.type) {
      case 'receive':
        this.#add(p.sku, p.lot, p.location, units)
        return
      case 'move':
        this.#add(p.sku, p.lot, p.from, -units)
        this.#add(p.sku, p.lot, p.to, units)
        return
      case 'pick':
        this.#add(p.sku, p.lot, p.location, -units)
        this.#add(p.sku, p.lot, p.to, units)
        return
      case 'ship':
        for (const line of envelope.payload.lines as { sku: string; lot: string; from: string; quantity: number }[]) {
          this.#add(line.sku, line.lot, line.from, undo ? line.quantity : -line.quantity)
          this.#send(p, line, undo ? -line.quantity : line.quantity)
        }
        return
      case 'returnReceive':
        this.#add(p.sku, p.lot, p.location, units)
        return
      case 'inspect':
        // What stays for a supervisor, or for another to become, stands where it stood.
        if (p.disposition === 'keep' || p.disposition === 'secondary') return
        this.#add(p.sku, p.lot, p.location, -units)
        if (p.to !== undefined) this.#add(p.sku, p.lot, p.to, units)
        return
      case 'shortPick':
      case 'count':
        return
      default:
        throw new Error(`The shelf does not know what hands do in a ${envelope.type}.`)
    }
  }

  /** What customers have, or had: some of it may have come back before. */
  sent(): Parcel[] {
    return [...this.#sent.values()].filter(({ units }) => units > 0)
  }

  #send(p: Record<string, string & number>, { sku, lot }: { sku: string; lot: string }, units: number): void {
    const key = `${p.orderId} ${sku} ${lot}`
    const about = { orderId: p.orderId ?? '', externalId: p.orderExternalId ?? '', channel: p.channel ?? '' }
    this.#sent.set(key, { ...about, sku, lot, units: (this.#sent.get(key)?.units ?? 0) + units })
  }

  /** Nobody records it. */
  change(sku: string, lot: string, location: string, units: number): void {
    this.#add(sku, lot, location, units)
    const key = `${sku} ${lot}`
    this.unrecorded.set(key, (this.unrecorded.get(key) ?? 0) + units)
  }

  #add(sku: string | undefined, lot: string | null | undefined, location: string | undefined, units: number): void {
    const key = Shelf.key(sku ?? '', lot ?? '', location ?? '')
    this.#units.set(key, (this.#units.get(key) ?? 0) + units)
  }
}
