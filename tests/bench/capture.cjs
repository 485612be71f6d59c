// Loaded before the server (`node --require`): writes every statement that its databases run to LOTLINE_BENCH_CAPTURE,
// one JSON text a line, with its values in place. The product itself has no such switch, and needs none.
const { appendFileSync } = require('node:fs')
const Module = require('node:module')

const Database = require('better-sqlite3')
const path = require.resolve('better-sqlite3')
const file = process.env.LOTLINE_BENCH_CAPTURE

function Capturing(name, options = {}) {
  const kind = options.readonly ? 'read' : 'write'
  const verbose = (sql) => appendFileSync(file, `${JSON.stringify({ kind, sql })}\n`)
  return new Database(name, { ...options, verbose })
}
Capturing.prototype = Database.prototype
Object.setPrototypeOf(Capturing, Database)

// A module that imports the package runs its index anew, which asks for the class by this name.
const load = Module._load
Module._load = (request, parent, ...rest) =>
  request === './database' && parent?.filename === path ? Capturing : load(request, parent, ...rest)
delete require.cache[path]
