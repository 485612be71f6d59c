/** `lotline tls`: an authority once, and a new certificate of the server each time. Devices that trust the authority go on. */
import { Problem } from '../problem.ts'
import { factsOf } from './facts.ts'
import { filesOf, readIfThere, writePrivately } from './folder.ts'
import { type Authority, createAuthority, type Issued, issueServer, permittedBy } from './issue.ts'
import type { Names } from './names.ts'
import { permittedFor, sortByPermission } from './permitted.ts'

export interface Wanted {
  folder: string
  /** What the authority is called after. */
  site: string
  names: Names
  /** Those of `names` that somebody asked for: they are not left out silently. */
  asked: Names
  /** Another authority than before: every device must be told to trust it. */
  anew: boolean
  now: number
}

export interface Made {
  newAuthority: boolean
  names: Names
  /** Since the last certificate. */
  added: string[]
  gone: string[]
  /** What the machine is called that the authority may not vouch for. */
  left: string[]
}

export async function makeTls(wanted: Wanted): Promise<Made> {
  const { folder, names, now } = wanted
  const files = filesOf(folder)
  const known = wanted.anew ? undefined : await readAuthority(folder)
  const authority = known ?? (await createAuthority(wanted.site, permittedFor(names), now))
  const { kept, left } = sortByPermission(names, authority.permitted)
  const refused = left.find((name) => wanted.asked.dns.includes(name) || wanted.asked.ip.includes(name))
  if (refused !== undefined)
    throw new Problem(
      422,
      'name-not-permitted',
      `The authority was made without ${refused}, and may not vouch for it. \`lotline tls --new-authority --name ${refused}\` makes another, which every device must be told to trust. Nothing was changed.`,
    )
  const issued = await issueServer(authority, kept, now)
  const before = await readIfThere(files.certificate)
  if (!known) await keepAuthority(folder, authority)
  await keepServer(folder, issued)
  await writePrivately(
    files.asked,
    [...wanted.asked.dns, ...wanted.asked.ip].map((name) => `${name}\n`).join(''),
    0o644,
  )
  return { newAuthority: !known, names: kept, left, ...changes(before, kept, now) }
}

async function readAuthority(folder: string): Promise<Authority | undefined> {
  const files = filesOf(folder)
  const [certificate, key] = [await readIfThere(files.authority), await readIfThere(files.authorityKey)]
  if (certificate === undefined && key === undefined) return undefined
  if (certificate === undefined || key === undefined)
    throw new Problem(
      422,
      'authority-not-whole',
      `${certificate === undefined ? files.authority : files.authorityKey} is missing: put it back to renew with the same authority. \`lotline tls --new-authority\` makes another, which every device must be told to trust. Nothing was changed.`,
    )
  return { certificate, key, permitted: permittedBy(certificate) }
}

async function keepAuthority(folder: string, { certificate, key }: Issued): Promise<void> {
  const files = filesOf(folder)
  await writePrivately(files.authorityKey, key, 0o600)
  await writePrivately(files.authority, certificate, 0o644)
}

/** A server that looks in between finds two that do not fit, and looks again. */
async function keepServer(folder: string, { certificate, key }: Issued): Promise<void> {
  const files = filesOf(folder)
  await writePrivately(files.key, key, 0o600)
  await writePrivately(files.certificate, certificate, 0o644)
}

function changes(before: string | undefined, { dns, ip }: Names, now: number): Pick<Made, 'added' | 'gone'> {
  if (before === undefined) return { added: [], gone: [] }
  const old = factsOf(before, now)
  const [was, is] = [
    [...old.dns, ...old.ip],
    [...dns, ...ip],
  ]
  return { added: is.filter((name) => !was.includes(name)), gone: was.filter((name) => !is.includes(name)) }
}
