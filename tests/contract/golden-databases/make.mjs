// Makes the golden database of what is checked out. Usage: node tests/contract/golden-databases/make.mjs NAME
import { runnerImport } from 'vite'

const [name] = process.argv.slice(2)
if (!name) throw new Error('Name it by its last migration, such as 0006.')
const { module } = await runnerImport('./tests/contract/golden-databases/make.ts', { logLevel: 'error' })
await module.makeGolden('tests/contract/golden-databases', name)
