// Loaded before the server (`node --require`): at SIGUSR2 it begins a profile, at the next it writes it to LOTLINE_BENCH_PROFILE. Each
// statement runs through a function of its own, so that the profile tells SQLite's time by statement. The product has no such switch.
const { renameSync, writeFileSync } = require('node:fs')
const inspector = require('node:inspector')
const { isMainThread } = require('node:worker_threads')

const EVERY_MICROSECONDS = 250
const file = process.env.LOTLINE_BENCH_PROFILE
const texts = []

/** Names are of the source of a function: only one that is compiled for itself has one of its own. */
function ownFunction(statement, native, number) {
  return new Function(
    'statement',
    'native',
    `return function sql_${number}(...values) { return native.apply(statement, values) }`,
  )(statement, native)
}

function wrapPrepare() {
  const Database = require('better-sqlite3')
  const { prepare } = Database.prototype
  Database.prototype.prepare = function (text) {
    const statement = prepare.call(this, text)
    const number = texts.push(text) - 1
    for (const method of ['run', 'get', 'all'])
      Object.defineProperty(statement, method, { value: ownFunction(statement, statement[method], number) })
    return statement
  }
}

/** The text of a statement where its number stood, for whoever opens the profile. */
function told(profile) {
  for (const { callFrame } of profile.nodes) {
    const number = /^sql_(\d+)$/.exec(callFrame.functionName)?.[1]
    if (number !== undefined) callFrame.functionName = `SQL ${texts[Number(number)]}`
  }
  return profile
}

function listen() {
  const session = new inspector.Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.setSamplingInterval', { interval: EVERY_MICROSECONDS })
  let isRunning = false
  process.on('SIGUSR2', () => {
    isRunning = !isRunning
    if (isRunning) return session.post('Profiler.start')
    session.post('Profiler.stop', (error, answer) => {
      if (error) throw new Error(error.message)
      // Whoever waits for the file must find all of it.
      writeFileSync(`${file}.part`, JSON.stringify(told(answer.profile)))
      renameSync(`${file}.part`, file)
    })
  })
}

if (isMainThread && file) {
  wrapPrepare()
  listen()
}
