/** What is deployed is what is here: settings that the server reads, files that exist, and a copy that runs without its sources. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const ROOT = new URL('../../', import.meta.url).pathname
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
const DEPLOY = readdirSync(join(ROOT, 'deploy'), { withFileTypes: true }).flatMap((one) =>
  one.isFile() ? [`deploy/${one.name}`] : [],
)

/** All names of settings in the server's sources. */
const known = new Set(
  readdirSync(join(ROOT, 'server'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => read(`server/${file}`).match(/LOTLINE_[A-Z_]+/g) ?? []),
)

interface Compose {
  services: Record<string, { build?: { context: string; dockerfile: string }; secrets?: string[]; volumes?: string[] }>
  volumes: Record<string, null>
  secrets: Record<string, { file: string }>
}

describe('what is deployed', () => {
  it.each(DEPLOY)('%s names settings that there are', (file) => {
    for (const name of read(file).match(/LOTLINE_[A-Z_]+/g) ?? [])
      expect(known.has(name) || known.has(name.replace(/_FILE$/, '')), name).toBe(true)
  })

  it('copies what is there into the image', () => {
    for (const [, from = ''] of read('deploy/Dockerfile').matchAll(/^COPY --from=build \/lotline\/(\S+)/gm))
      if (!['node_modules', 'dist'].includes(from)) expect(existsSync(join(ROOT, from)), from).toBe(true)
    const left = read('deploy/Dockerfile.dockerignore').trim().split('\n')
    for (const needed of ['client', 'server', 'shared', 'public', 'index.html']) expect(left).not.toContain(needed)
  })

  it.each(DEPLOY.filter((file) => file.endsWith('.yaml')))('%s defines what its services use', (file) => {
    const { services, volumes, secrets } = parse(read(file), { merge: true }) as Compose
    for (const [name, service] of Object.entries(services)) {
      if (service.build)
        expect(existsSync(join(ROOT, 'deploy', service.build.context, service.build.dockerfile))).toBe(true)
      for (const secret of service.secrets ?? []) expect(Object.keys(secrets), name).toContain(secret)
      for (const volume of service.volumes ?? [])
        if (!volume.startsWith('.')) expect(Object.keys(volumes), name).toContain(volume.split(':')[0])
        else expect(existsSync(join(ROOT, 'deploy', volume.split(':')[0] ?? '')), volume).toBe(true)
    }
  })
})
