// The least server that answers after a commit. Usage: node control.mjs FILE OFF|NORMAL|FULL. The check must find out
// that with OFF and NORMAL its answers are not durable; otherwise the check proves nothing.
import { createServer } from 'node:http'
import Database from 'better-sqlite3'

const [, , file, synchronous] = process.argv
const database = new Database(file)
database.pragma('journal_mode = WAL')
database.exec('CREATE TABLE IF NOT EXISTS facts (id INTEGER PRIMARY KEY, what TEXT)')
database.pragma(`synchronous = ${synchronous}`)
const insert = database.prepare('INSERT INTO facts (what) VALUES (?)')

const server = createServer((request, response) => {
  if (request.method === 'POST') insert.run('x')
  request.resume()
  response.end('{}')
})
server.listen(0, () => process.stdout.write(`serves http://localhost:${server.address().port}\n`))
