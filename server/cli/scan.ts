import { createInterface } from 'node:readline'
import { interpretScan } from '../../shared/barcode/scan.ts'
import type { Command } from './command.ts'

export const scanCommand: Command = {
  name: 'scan',
  usage: 'scan < SCANS',
  summary: 'Show what any scanned text means: one JSON string a line in, one JSON line each out. Needs no database.',
  async run() {
    const today = new Date().toISOString().slice(0, 10)
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() === '') continue
      process.stdout.write(`${JSON.stringify(meaningOf(line, today))}\n`)
    }
    return 0
  },
}

function meaningOf(line: string, today: string): unknown {
  let text: unknown
  try {
    text = JSON.parse(line)
  } catch {
    text = undefined
  }
  if (typeof text === 'string') return interpretScan(text, { today, site: {} })
  return {
    kind: 'invalid',
    ais: [],
    warnings: [],
    problem: 'This line is not a JSON string. Put each scan in double quotes.',
  }
}
