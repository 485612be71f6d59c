// The process whose disk fails: lines on standard input say how, lines on standard output what came of it.
import { createInterface } from 'node:readline'
import { runnerImport } from 'vite'

const { module } = await runnerImport('./tests/crash/io-program.ts', { logLevel: 'error' })
const stray = []
process.on('unhandledRejection', (error) => stray.push(error))
const prepared = await module.prepareFolder()
const answer = (line) => process.stdout.write(`${JSON.stringify(line)}\n`)
answer({ ready: true })
for await (const line of createInterface({ input: process.stdin })) {
  const { what, ...failing } = JSON.parse(line)
  try {
    const outcome = await (what === 'begin' ? module.beginOn(failing) : module.workOn(prepared, failing))
    if (stray.length > 0) throw stray.pop()
    answer(outcome)
  } catch (error) {
    answer({ error: error.stack ?? String(error) })
  }
}
process.exit(0)
