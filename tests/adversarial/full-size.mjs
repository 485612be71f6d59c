// Each platform in trouble at full size: 10,000 stock changes and 2,000 orders, on SQLite, one platform after another.
// Usage: npm run chaos [-- FILE…]; LOTLINE_SEED picks another run, LOTLINE_CHANGES and LOTLINE_ORDERS another size.
import { spawnSync } from 'node:child_process'

const ALL = ['publishing', 'publishing-amazon', 'orders-amazon', 'edi-chaos', 'rest-chaos']
const named = process.argv.slice(2)
const files = (named.length > 0 ? named : ALL).map((name) => `tests/adversarial/${name}.test.ts`)
const env = { LOTLINE_CHANGES: '10000', LOTLINE_ORDERS: '2000', ...process.env }
// `npm run test:whole` runs EDI on PostgreSQL too, at its own size: it would take hours at this one.
const only = ['--testNamePattern', '^(?!.*on postgres)', '--no-file-parallelism']
process.exit(spawnSync('npx', ['vitest', 'run', ...files, ...only], { stdio: 'inherit', env }).status ?? 1)
