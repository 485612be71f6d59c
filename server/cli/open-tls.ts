/** HTTPS as `serve` needs it: the certificate now and after each renewal, its end told in time, and what /trust shows. */
import { existsSync, readFileSync } from 'node:fs'
import type { Trust } from '../http/deps.ts'
import { endSentence, factsOf } from '../tls/facts.ts'
import { filesOf } from '../tls/folder.ts'
import { followPair } from '../tls/follow.ts'
import { type Pair, pairFilesOf, readPair } from '../tls/pair.ts'
import { type Environment, sources } from './environment.ts'
import type { Listening } from './listen.ts'

/** Files are looked at that often. */
const LOOK_MS = 5_000
/** Whoever reads the log once a day reads it. */
const REMIND_MS = 12 * 3_600_000

export interface ServedTls {
  port: number
  pair: Pair
  trust: Trust
  /** Returns how to stop. */
  follow(server: Pick<Listening, 'renew' | 'port' | 'httpsPort'>): () => void
}

/** `note`: when the certificate ends, now and after each renewal. Undefined where there is no certificate. Throws a Problem where there is one that cannot be served. */
export function openTls(
  environment: Environment,
  report: (error: unknown, about: string) => void,
  note: (endsAt: number) => void,
): ServedTls | undefined {
  const files = pairFilesOf(environment)
  if (!files) return undefined
  const pair = readPair(files)
  let facts = factsOf(pair.cert, sources.now())
  const remind = () => {
    const sentence = endSentence(factsOf(pair.cert, sources.now()))
    if (sentence !== undefined) process.stderr.write(`${new Date(sources.now()).toISOString()} ${sentence}\n`)
  }
  note(facts.endsAt)
  remind()
  const authority = filesOf(environment.tlsFolder).authority
  const trust: Trust = {
    names: () => [...facts.dns, ...facts.ip],
    httpsPort: environment.httpsPort,
    httpPort: environment.port,
    authority: () => (files.made && existsSync(authority) ? readFileSync(authority, 'utf8') : undefined),
  }

  return {
    port: environment.httpsPort,
    pair,
    trust,
    follow(server) {
      // The system may have chosen them.
      trust.httpPort = server.port
      trust.httpsPort = server.httpsPort ?? trust.httpsPort
      const take = (renewed: Pair) => {
        Object.assign(pair, renewed)
        facts = factsOf(renewed.cert, sources.now())
        note(facts.endsAt)
        server.renew(renewed)
        process.stdout.write('A renewed certificate is served from now on.\n')
      }
      const stop = followPair({ files, everyMs: LOOK_MS, take, report })
      const reminding = setInterval(remind, REMIND_MS)
      return () => {
        stop()
        clearInterval(reminding)
      }
    },
  }
}
