/** What an EDI connector is set up with: the partner's profile, and the folders that a gateway carries files to and from. */
import { isAbsolute } from 'node:path'
import * as v from 'valibot'
import { partnerProfile } from './profile.ts'

const folder = v.pipe(
  v.string('Give a folder.'),
  v.maxLength(1_000),
  v.check(isAbsolute, 'Give the whole path of the folder, from the root.'),
)

export const ediSettings = v.strictObject({
  ...partnerProfile.entries,
  folders: v.pipe(
    v.strictObject(
      {
        /** What the partner sends. */
        in: folder,
        /** What we send. */
        out: folder,
        /** Where files go that were read, and those of which something could not be understood; below `in` where left out. */
        done: v.optional(folder),
        failed: v.optional(folder),
      },
      'Give folders: in, where files of the partner arrive, and out, where ours are put.',
    ),
    v.check(
      (given) => new Set(Object.values(given)).size === Object.keys(given).length,
      'Give each of the folders another place.',
    ),
  ),
})

export type EdiSettings = v.InferOutput<typeof ediSettings>
