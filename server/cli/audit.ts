import { existsSync } from 'node:fs'
import { audit } from '../audit/audit.ts'
import { checkPages } from '../audit/check-pages.ts'
import { isPostgres } from '../db/open.ts'
import type { Command } from './command.ts'
import { withDatabase } from './environment.ts'

export const auditCommand: Command = {
  name: 'audit',
  usage: 'audit',
  summary: 'Prove that every figure of the database follows from its ledger. Exit code 1 where one does not.',
  async run(_words, environment) {
    const { database } = environment
    if (!isPostgres(database) && existsSync(database)) checkPages(database)
    const report = await withDatabase(environment, (work) => audit(work, Date.now()))
    for (const { name, findings } of report.checks)
      process.stdout.write(`${findings === 0 ? 'ok   ' : 'WRONG'} ${name}${findings === 0 ? '' : ` (${findings})`}\n`)
    for (const finding of report.findings) process.stdout.write(`  ${finding}\n`)
    process.stdout.write(
      report.clean ? 'The audit is clean.\n' : `The audit found ${report.findings.length} contradiction(s).\n`,
    )
    return report.clean ? 0 : 1
  },
}
