// Loaded before the server (`node --require`): writes every statement that it asks PostgreSQL to LOTLINE_BENCH_CAPTURE, one JSON text a
// line, with its values and the connection that it went by.
const { appendFileSync } = require('node:fs')
const { Client } = require('pg')

const file = process.env.LOTLINE_BENCH_CAPTURE
const query = Client.prototype.query
const numbers = new WeakMap()
let clients = 0

Client.prototype.query = function (config, values, ...rest) {
  if (!numbers.has(this)) numbers.set(this, ++clients)
  const text = typeof config === 'string' ? config : config?.text
  const given = Array.isArray(values) ? values : (config?.values ?? [])
  if (text !== undefined)
    appendFileSync(file, `${JSON.stringify({ client: numbers.get(this), text, values: given })}\n`)
  return query.call(this, config, values, ...rest)
}
