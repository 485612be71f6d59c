/** Photos of inspections, by the hash of their content. Their bodies are no JSON. */

import { may } from '../../../shared/rules/permissions.ts'
import { sha256 } from '../../../shared/transactions/fields.ts'
import { receiveUpload, type Upload, uploadState } from '../../attachments/receive.ts'
import type { Caller } from '../../auth/callers.ts'
import { notFound, Problem } from '../../problem.ts'
import { checked } from '../checked.ts'
import { type Call, created, defineOperation, ok, sendFile } from '../operation.ts'

/** A device sends what its people photographed, whoever is signed in now. */
function requireUploader(caller: Caller): void {
  if (caller.kind === 'device' || may(caller.roles, 'floor:return') || may(caller.roles, 'returns:write')) return
  throw new Problem(403, 'forbidden', `This needs the permission returns:write, which ${caller.name} does not have.`)
}

const hashOf = ({ params }: Pick<Call<unknown, unknown>, 'params'>): string => checked(sha256, params.sha256, 'sha256')

/** `Content-Range: bytes 100-199/1000`: a part of it; without one the body is the whole. */
function partOf({ headers }: Request): Pick<Upload, 'from' | 'total'> {
  const range = headers.get('content-range')
  const length = headers.get('content-length')
  if (range === null) return { from: 0, total: length === null ? null : Number(length) }
  const [, first, last, total] = /^bytes (\d{1,12})-(\d{1,12})\/(\d{1,12})$/.exec(range) ?? []
  if (first === undefined || Number(last) < Number(first) || Number(last) >= Number(total))
    throw new Problem(422, 'invalid', 'Content-Range: Give it as "bytes first-last/total".', { field: 'Content-Range' })
  return { from: Number(first), total: Number(total) }
}

export const attachmentOperations = [
  defineOperation({
    id: 'uploadPhoto',
    method: 'put',
    path: '/attachments/{sha256}',
    access: 'any',
    summary: 'Store a photo, whole or in parts by Content-Range: what came of a broken upload is kept',
    about: 'A device; others need floor:return or returns:write.',
    answers: '201 once all of it is here, 200 before: sha256, complete, offset, type',
    uploads: ['image/jpeg', 'image/png', 'image/webp'],
    problems: ['photo-too-large', 'not-a-photo', 'hash-differs', 'wrong-offset', 'upload-broke-off', 'forbidden'],
    async run(call) {
      requireUploader(call.caller)
      const { deps, request, caller } = call
      const upload = { sha256: hashOf(call), ...partOf(request), body: request.body, by: caller.name }
      const state = await receiveUpload(deps, upload)
      return state.complete ? created(state) : ok(state)
    },
  }),
  defineOperation({
    id: 'getUploadState',
    method: 'get',
    path: '/attachments/{sha256}/state',
    access: 'any',
    summary: 'How much of a photo is here: from where an upload goes on',
    about: 'The hash is that of the whole photo, in hex.',
    answers: 'sha256, complete, offset, type',
    run: async (call) => ok(await uploadState(call.deps, hashOf(call))),
  }),
  defineOperation({
    id: 'getPhoto',
    method: 'get',
    path: '/attachments/{sha256}',
    access: 'orders:read',
    summary: 'A photo',
    answers: 'its bytes',
    files: ['image/jpeg', 'image/png', 'image/webp'],
    problems: ['not-found'],
    async run(call) {
      const hash = hashOf(call)
      const { complete, type } = await uploadState(call.deps, hash)
      const content = complete ? await call.deps.attachments.read(hash) : null
      if (content === null || type === null) throw notFound(`photo ${hash}`)
      return sendFile({ name: `${hash}.${type.replace('image/', '')}`, type, content })
    },
  }),
]
