// `npm run api:types`: what the sources say of each operation, and the types of the client that follow from it.
// `npm run api:examples`: the examples, recorded from a server at work. After a change of an operation: both, in this order.
import { runnerImport } from 'vite'

const load = async (path) => (await runnerImport(path, { logLevel: 'error' })).module

if (process.argv[2] === 'types') {
  const { SOURCES, TYPES, jsonText, writeKept } = await load('./tests/reference/kept-files.ts')
  const { readSources } = await load('./tests/reference/read-sources.ts')
  writeKept(SOURCES, jsonText(readSources()))
  // Read only now: it is made from what has just been written.
  const { openApiDocument } = await load('./server/http/reference/document.ts')
  const { typesOf } = await load('./server/http/reference/typescript.ts')
  writeKept(TYPES, typesOf(openApiDocument()))
} else {
  const { startVitest } = await import('vitest/node')
  process.env.LOTLINE_RECORD_EXAMPLES = 'yes'
  await startVitest('test', ['tests/reference/examples.test.ts'], { run: true })
}
