/** The key pair by which push services know this server (VAPID, RFC 8292): made once, kept with the settings. */
import * as v from 'valibot'
import webPush from 'web-push'
import type { Work } from '../db/work.ts'
import { putSetting, readSetting } from '../master/settings.ts'

const NAME = 'push-keys'

const keyPair = v.object({ publicKey: v.string(), privateKey: v.string() })
export type PushKeys = v.InferOutput<typeof keyPair>

export async function pushKeys(work: Work): Promise<PushKeys> {
  const known = await work.read((reader) => readSetting(reader, NAME, keyPair))
  if (known) return known
  const made = webPush.generateVAPIDKeys()
  return work.run([`settings ${NAME}`], async (tx) => {
    // Another process may have been faster.
    const first = await readSetting(tx, NAME, keyPair)
    if (first) return first
    await putSetting(tx, NAME, made)
    return made
  })
}
