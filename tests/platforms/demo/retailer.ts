/** A retailer that orders by EDI through folders: it sends an 850 now and then, takes what is put for it, and answers by 997s. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Random } from '../shopify/random.ts'

export interface Folders {
  /** Of the warehouse: what it reads, and what it puts. */
  in: string
  out: string
}

export interface Retailer {
  stop(): void
}

const SECOND = 1_000
const US = 'HEARTHGRAIN'
const THEM = 'GREENFIELD'

export const RETAILER_SETTINGS = {
  name: 'Greenfield Grocers',
  us: { qualifier: 'ZZ', id: US },
  partner: { qualifier: 'ZZ', id: THEM },
  inventory: { changedEveryMinutes: 5 },
}

interface Offered {
  sku: string
  cents: number
  caseQuantity: number
}

export function startRetailer(random: Random, folders: Folders, items: readonly Offered[]): Retailer {
  mkdirSync(folders.in, { recursive: true })
  mkdirSync(folders.out, { recursive: true })
  // Another start goes on where the one before cannot have been.
  let control = Math.floor(Date.now() / SECOND) % 1_000_000_000
  const send = (id: string, functional: string, segments: readonly string[]) => {
    control += 1
    put(folders.in, `${THEM}-${control}.edi`, interchange(id, functional, segments, control))
  }
  const order = () => {
    const chosen = [...new Set(Array.from({ length: random.whole(2, 4) }, () => random.whole(0, items.length - 1)))]
    const lines = chosen.flatMap((at) => items[at] ?? [])
    send('850', 'PO', [
      `BEG*00*SA*GF-${control + 1}**${dayText(0)}`,
      `DTM*038*${dayText(random.whole(2, 6))}`,
      'N1*ST*Greenfield distribution centre*92*0042',
      'N3*1 Depot Road',
      'N4*Springfield*IL*62701*US',
      ...lines.map(
        ({ sku, cents, caseQuantity }, at) =>
          `PO1*${at + 1}*${caseQuantity * random.whole(1, 2)}*EA*${(cents / 100).toFixed(2)}**VN*${sku}`,
      ),
      `CTT*${lines.length}`,
    ])
  }
  const answer = () => {
    for (const name of readdirSync(folders.out).filter((one) => !one.startsWith('.'))) {
      const text = readFileSync(join(folders.out, name), 'utf8')
      rmSync(join(folders.out, name))
      for (const [functional, group, set, number] of documentsIn(text))
        if (set !== '997')
          send('997', 'FA', [`AK1*${functional}*${group}`, `AK2*${set}*${number}`, 'AK5*A', 'AK9*A*1*1*1'])
    }
  }
  const timers = [setTimeout(order, 8 * SECOND), setInterval(order, 75 * SECOND), setInterval(answer, 3 * SECOND)]
  for (const timer of timers) timer.unref()
  return {
    stop() {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

/** As a gateway puts it: it is there whole, or not at all. */
function put(folder: string, name: string, text: string): void {
  writeFileSync(join(folder, `.${name}`), text)
  renameSync(join(folder, `.${name}`), join(folder, name))
}

const dayText = (ahead: number): string =>
  new Date(Date.now() + ahead * 86_400 * SECOND).toISOString().slice(0, 10).replaceAll('-', '')

function interchange(id: string, functional: string, segments: readonly string[], control: number): string {
  const [day, time] = [dayText(0), new Date().toISOString().slice(11, 16).replace(':', '')]
  const number = String(control).padStart(9, '0')
  const lines = [
    `ISA*00*          *00*          *ZZ*${THEM.padEnd(15)}*ZZ*${US.padEnd(15)}*${day.slice(2)}*${time}*U*00401*${number}*0*T*>`,
    `GS*${functional}*${THEM}*${US}*${day}*${time}*${control}*X*004010`,
    `ST*${id}*0001`,
    ...segments,
    `SE*${segments.length + 2}*0001`,
    `GE*1*${control}`,
    `IEA*1*${number}`,
  ]
  return `${lines.join('~\n')}~\n`
}

/** `[functional id, group, set, number]` of each document; the delimiters are the usual ones. */
function documentsIn(text: string): [string, string, string, string][] {
  const found: [string, string, string, string][] = []
  let [functional, group] = ['', '']
  for (const line of text.split('~')) {
    const [id, first = '', second = '', , , , sixth = ''] = line.trim().split('*')
    if (id === 'GS') [functional, group] = [first, sixth]
    if (id === 'ST') found.push([functional, group, first, second])
  }
  return found
}
