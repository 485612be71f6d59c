import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { listProtections } from '../availability/list-protections.ts'
import { listRules } from '../availability/set-rules.ts'
import { writeCsv } from '../csv/write-csv.ts'
import type { Work } from '../db/work.ts'
import { type Command, UsageError } from './command.ts'
import { sources, withDatabase } from './environment.ts'

const PAGE = 1_000

/** The same columns as the import: what is exported can be edited and imported again. */
const exports = {
  protections: {
    columns: ['sku', 'channel', 'quantity', 'target', 'until'],
    async rows(work: Work, warehouse: string) {
      const rows = []
      for (let after: string | null = ''; after !== null; ) {
        const wanted: { after: string; limit: number } = { after, limit: PAGE }
        const page = await work.read((reader) => listProtections(reader, warehouse, wanted, sources.now()))
        rows.push(...page.items)
        after = page.next
      }
      return rows
    },
  },
  rules: {
    columns: ['sku', 'group', 'channel', 'kind', 'value'],
    rows: (work: Work, warehouse: string) => work.read((reader) => listRules(reader, warehouse)),
  },
} as const

type Exported = keyof typeof exports
const isExported = (word: string | undefined): word is Exported => word !== undefined && Object.hasOwn(exports, word)

export const exportCommand: Command = {
  name: 'export',
  usage: `export ${Object.keys(exports).join('|')} [FILE.csv] [--warehouse CODE]`,
  summary: 'Write a CSV file with the columns of the import, to the file or to standard output.',
  async run(words, environment) {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { warehouse: { type: 'string', default: 'MAIN' } },
    })
    const [kind, file] = positionals
    if (!isExported(kind)) throw new UsageError('Say what to export.')
    return withDatabase(environment, async (work) => {
      const { columns, rows } = exports[kind]
      const found: object[] = await rows(work, values.warehouse)
      const text = writeCsv(found, { header: true, columns: [...columns] })
      if (file === undefined) process.stdout.write(text)
      else writeFileSync(file, text)
      return 0
    })
  },
}
