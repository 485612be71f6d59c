import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ensureEpoch } from '../feed/epoch.ts'
import { IMPORT_KINDS, importFile, isImportKind } from '../import/import-file.ts'
import { type Command, UsageError } from './command.ts'
import { withLogged } from './environment.ts'

export const importCommand: Command = {
  name: 'import',
  usage: `import ${IMPORT_KINDS.join('|')} FILE.csv [--warehouse CODE]`,
  summary: 'Read a CSV file with a heading line. One bad row, and nothing is changed: each is named by its line.',
  async run(words, environment) {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { warehouse: { type: 'string', default: 'MAIN' } },
    })
    const [kind, file] = positionals
    if (kind === undefined || !isImportKind(kind) || file === undefined)
      throw new UsageError('Say what to import, and from which file.')
    const text = readFileSync(file, 'utf8')
    return withLogged(
      environment,
      'import',
      { kind, warehouse: values.warehouse, sha256: hash('sha256', text) },
      async (work) => {
        await ensureEpoch(work)
        const result = await importFile(work, kind, values.warehouse, text)
        if (result.ok) process.stdout.write(`${result.rows} ${kind} imported.\n`)
        else for (const { line, reason } of result.errors) process.stderr.write(`line ${line}: ${reason}\n`)
        if (!result.ok) process.stderr.write(`Nothing was changed: ${result.errors.length} row(s) are wrong.\n`)
        return result.ok ? 0 : 1
      },
    )
  },
}
