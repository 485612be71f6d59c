// Known holes in what production loads fail the run. A registry that cannot be asked is said, and fails nothing.
import { spawnSync } from 'node:child_process'

const { stdout, stderr, error } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8' })
const report = read(stdout)
const counts = report?.metadata?.vulnerabilities

if (counts === undefined) {
  const why = report?.message ?? report?.error?.summary ?? error?.message ?? stderr.trim().split('\n')[0]
  console.log(`npm audit was not answered, so nothing is known of holes in dependencies: ${why || 'no answer'}`)
} else if (counts.total > 0) {
  for (const { name, severity, range } of Object.values(report.vulnerabilities ?? {}))
    console.error(`${name} ${range}: ${severity}`)
  console.error(
    `npm audit found ${counts.total} in production dependencies. Update them: npm audit --omit=dev says how.`,
  )
  process.exitCode = 1
} else console.log('npm audit found nothing in production dependencies.')

function read(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
