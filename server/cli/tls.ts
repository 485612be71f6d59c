import { readFile } from 'node:fs/promises'
import { hostname, networkInterfaces } from 'node:os'
import { parseArgs } from 'node:util'
import { Problem } from '../problem.ts'
import { endSentence, factsOf } from '../tls/facts.ts'
import { filesOf, readIfThere } from '../tls/folder.ts'
import type { Made } from '../tls/make.ts'
import { type Names, namesOf, readName } from '../tls/names.ts'
import { pairFilesOf } from '../tls/pair.ts'
import { type Command, UsageError } from './command.ts'
import { type Environment, sources } from './environment.ts'

export const tlsCommand: Command = {
  name: 'tls',
  usage: 'tls [--name NAME]… [--new-authority] | tls --status',
  summary:
    'Make a local authority and a certificate for the names and addresses of this machine, so that handhelds reach it by HTTPS; again: renew the certificate with the same authority.',
  async run(words, environment) {
    const { status, name = [], 'new-authority': anew } = parse(words)
    if (status) return tellStatus(environment)
    const asked = [...name, ...(await askedBefore(environment))].map(askedName)
    const machine = { hostname: hostname(), interfaces: networkInterfaces() }
    const folder = environment.tlsFolder
    // Its libraries are loaded for nothing else.
    const { makeTls } = await import('../tls/make.ts')
    const made = await makeTls({
      folder,
      site: asked[0]?.dns[0] ?? machine.hostname,
      names: namesOf(machine, asked),
      asked: { dns: asked.flatMap(({ dns }) => dns), ip: asked.flatMap(({ ip }) => ip) },
      anew,
      now: sources.now(),
    })
    process.stdout.write(`${wordsOf(made, environment).join('\n')}\n`)
    return 0
  },
}

function askedName(text: string): Names {
  const name = readName(text)
  if (name) return name
  throw new UsageError(`"${text}" is neither a name such as warehouse.local nor an address.`)
}

/** Once asked for, always: whoever renews it by a timer need not say it again. `names.txt` can be edited. */
const askedBefore = async ({ tlsFolder }: Environment): Promise<string[]> =>
  ((await readIfThere(filesOf(tlsFolder).asked)) ?? '').split(/\s+/).filter((name) => name !== '')

function wordsOf({ newAuthority, names, added, gone, left }: Made, { tlsFolder, httpsPort }: Environment): string[] {
  const { authorityKey } = filesOf(tlsFolder)
  const words = [
    newAuthority
      ? `A local authority and a certificate were made in ${tlsFolder}.`
      : 'The certificate was renewed with the same authority: devices that trust it go on.',
    `Names: ${[...names.dns, ...names.ip].join(', ')}`,
  ]
  if (added.length > 0) words.push(`New since the last one: ${added.join(', ')}`)
  if (gone.length > 0) words.push(`No longer in it: ${gone.join(', ')}`)
  if (left.length > 0)
    words.push(
      `Left out, for the authority was made without them: ${left.join(', ')}. --new-authority makes another one, which every device must be told to trust.`,
    )
  if (newAuthority)
    words.push(
      `Start the server again: it serves https://${names.dns[0]}:${httpsPort} from now on. Its page /trust, over HTTP, shows how handhelds are told.`,
      `Keep ${authorityKey} to yourself: whoever has it can pose as this server. Only renewing needs it.`,
    )
  else words.push('A server that runs takes it within seconds.')
  return words
}

async function tellStatus(environment: Environment): Promise<number> {
  const files = pairFilesOf(environment)
  if (!files)
    throw new Problem(404, 'no-certificate', 'There is no certificate: `lotline tls` makes one, for this machine.')
  const facts = factsOf(await readFile(files.certificate, 'utf8'), sources.now())
  const words = [
    `Certificate: ${files.certificate}`,
    `Names: ${[...facts.dns, ...facts.ip].join(', ')}`,
    `SHA-256: ${facts.fingerprint}`,
    `Days left: ${facts.daysLeft}`,
  ]
  const authority = files.made ? await readIfThere(filesOf(environment.tlsFolder).authority) : undefined
  if (authority !== undefined) {
    const { subject, fingerprint, daysLeft } = factsOf(authority, sources.now())
    words.push(`Authority: ${subject}`, `SHA-256: ${fingerprint}`, `Days left: ${daysLeft}`)
  }
  process.stdout.write(`${words.join('\n')}\n`)
  const sentence = endSentence(facts)
  if (sentence !== undefined) process.stderr.write(`${sentence}\n`)
  return facts.daysLeft < 0 ? 1 : 0
}

function parse(words: string[]) {
  try {
    return parseArgs({
      args: words,
      options: {
        name: { type: 'string', multiple: true },
        status: { type: 'boolean', default: false },
        'new-authority': { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
