// The built product as it ships, without the check for newer sources: what is measured must not change under the bench.
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const { main } = await import('../../dist/server/main.js')
process.exitCode = await main(process.argv.slice(2), root)
