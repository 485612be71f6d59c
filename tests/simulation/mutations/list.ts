// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is code as text
/**
 * Deliberate bugs, one at a time: each takes a guard away that the product rests on. A simulator that does not find them proves
 * nothing by finding nothing.
 */
export interface Mutation {
  name: string
  where: 'outbox' | 'drain' | 'replica' | 'inbox' | 'feed' | 'ledger' | 'counts' | 'allocation' | 'photos' | 'backup'
  file: string
  /** Stands in the file once. */
  find: string
  replace: string
}

export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'a place in the stream is used up by a write that failed',
    where: 'outbox',
    file: 'client/outbox/append.ts',
    find: `  await put(database, rows, photosOf(transactions))
  stream.doubtful = false
  stream.nextSeq += rows.length`,
    replace: `  stream.doubtful = false
  stream.nextSeq += rows.length
  await put(database, rows, photosOf(transactions))`,
  },
  {
    name: 'a new history is sent only what still waits',
    where: 'outbox',
    file: 'client/outbox/retain.ts',
    find: `.anyOf('waiting', 'done', 'attention')`,
    replace: `.anyOf('waiting')`,
  },
  {
    name: 'acknowledged before it is sent',
    where: 'drain',
    file: 'client/sync/drain.ts',
    find: `    const answer = await send(deps, batch)`,
    replace: `    await acknowledge(deps, batch.map(({ id }) => ({ id, outcome: 'applied' as const, exceptions: [], duplicate: false })))
    const answer = await send(deps, batch)`,
  },
  {
    name: 'a gap is declared lost without looking for what is retained',
    where: 'drain',
    file: 'client/sync/drain.ts',
    find: `const lostUntil = Math.min(first.seq, ...missing.map((row) => row.seq)) - 1`,
    replace: `const lostUntil = first.seq - 1`,
  },
  {
    name: 'a batch is sent newest first',
    where: 'drain',
    file: 'client/outbox/pending.ts',
    find: `.sort((a, b) => a.seq - b.seq)`,
    replace: `.sort((a, b) => b.seq - a.seq)`,
  },
  {
    name: 'outcomes are forgotten before the outbox has them',
    where: 'replica',
    file: 'client/sync/outcomes.ts',
    find: `  const isNoted = await outbox.transaction(`,
    replace: `  await replica.rows.outcomes.bulkDelete(outcomes.map((row) => row.id))
  const isNoted = await outbox.transaction(`,
  },
  {
    name: 'the cursor is written before the rows',
    where: 'replica',
    file: 'client/replica/apply.ts',
    find: `  return replica.transaction(
    'rw',
    [`,
    replace: `  if (((await replica.state.get('state'))?.cursor ?? null) !== asked) return false
  await replica.state.put({ name: 'state', epoch: page.epoch, cursor: page.cursor, whole: !page.more && !page.snapshot })
  asked = page.cursor
  return replica.transaction(
    'rw',
    [`,
  },
  {
    name: 'rows that are gone stay on the device',
    where: 'replica',
    file: 'client/replica/apply.ts',
    find: `  if (gone.length > 0) await store.bulkDelete(gone)`,
    replace: `  void gone`,
  },
  {
    name: 'clocks are not corrected',
    where: 'inbox',
    file: 'server/inbox/apply.ts',
    find: `Date.parse(envelope.occurredAt) - context.skewMs`,
    replace: `Date.parse(envelope.occurredAt)`,
  },
  {
    name: 'any known session is its author',
    where: 'inbox',
    file: 'server/inbox/author.ts',
    find: `  if (session.deviceId !== claimed.deviceId) return { proven: false, why: 'its session belongs to another device' }`,
    replace: ``,
  },
  {
    name: 'an undo that came first is forgotten',
    where: 'inbox',
    file: 'server/inbox/apply.ts',
    find: `  if (!reversal) return false
`,
    replace: `  if (reversal !== null) return false
`,
  },
  {
    name: 'of one row the feed tells the first word of a unit',
    where: 'feed',
    file: 'server/db/unit.ts',
    find: `      emitted.delete(key)
      emitted.set(key, change)`,
    replace: `      if (!emitted.has(key)) emitted.set(key, change)`,
  },
  {
    name: 'a pull begins one entry too late',
    where: 'feed',
    file: 'server/feed/pull.ts',
    find: `gt(t.feed.position, cursor.head.position)`,
    replace: `gt(t.feed.position, cursor.head.position + 1)`,
  },
  {
    name: 'nobody is told what is gone',
    where: 'feed',
    file: 'server/feed/emit.ts',
    find: `  tx.emit({ table, key: make(row).key, value: null, warehouse } as FeedChange)`,
    replace: `  void make`,
  },
  {
    name: 'an undo leaves the order as it was',
    where: 'ledger',
    file: 'server/ledger/reverse.ts',
    find: `    await undoEffects(scene, rest)
    await undoEffects(scene, looked)
    return`,
    replace: `    await undoEffects(scene, looked)
    return`,
  },
  {
    name: 'what a correction brings is not noted',
    where: 'ledger',
    file: 'server/ledger/movements.ts',
    find: `if (line.from.location === ADJUSTMENT || line.to.location === ADJUSTMENT) await noteAdjustment`,
    replace: `if (line.to.location === ADJUSTMENT) await noteAdjustment`,
  },
  {
    name: 'a short pick suspects nothing',
    where: 'ledger',
    file: 'server/ledger/short-pick.ts',
    find: `    await askForIt(scene, key)
  },`,
    replace: `    void askForIt
  },`,
  },
  {
    name: 'what a stream did before a count is taken for later',
    where: 'counts',
    file: 'server/counting/order.ts',
    find: `return moved.seq < count.seq ? 'earlier' : 'later'`,
    replace: `return moved.seq < count.seq ? 'later' : 'earlier'`,
  },
  {
    name: 'what the count had just seen is taken for unseen',
    where: 'counts',
    file: 'server/counting/order.ts',
    find: `position <= count.seen`,
    replace: `position < count.seen`,
  },
  {
    name: 'two tabs are one after the other',
    where: 'counts',
    file: 'server/counting/order.ts',
    find: `return at.previousSeq === null || first.seq <= at.previousSeq`,
    replace: `return true`,
  },
  {
    name: 'a late movement is made up for the wrong way',
    where: 'counts',
    file: 'server/counting/late.ts',
    find: `await correct(scene, line.countId, key, -units)`,
    replace: `await correct(scene, line.countId, key, units)`,
  },
  {
    name: 'a concurrent movement disturbs no count',
    where: 'counts',
    file: 'server/counting/late.ts',
    find: `  if (order === 'concurrent') await disturb(scene, count, key)`,
    replace: `  void disturb`,
  },
  {
    name: 'suspect stock is allocated',
    where: 'allocation',
    file: 'server/picking/choose.ts',
    find: '${t.stock.quantity} - ${t.stock.allocated} - ${t.stock.suspect}',
    replace: '${t.stock.quantity} - ${t.stock.allocated}',
  },
  {
    name: 'what others have allocated is allocated again',
    where: 'allocation',
    file: 'server/picking/choose.ts',
    find: '${t.stock.quantity} > ${t.stock.allocated} + ${t.stock.suspect}`',
    replace: '${t.stock.quantity} > 0`',
  },
  {
    name: 'an order that is given up keeps its allocation',
    where: 'allocation',
    file: 'server/orders/cancel.ts',
    find: `  await changeAllocation(scene, allocation, -units)
  let left`,
    replace: `  void changeAllocation
  let left`,
  },
  {
    name: 'a photo is done after its first piece',
    where: 'photos',
    file: 'client/sync/send-photos.ts',
    find: `while (!state.complete)`,
    replace: `if (!state.complete)`,
  },
  {
    name: 'a restored database keeps its history’s name',
    where: 'backup',
    file: 'server/backup/begin-again.ts',
    find: `.set({ value: epoch })`,
    replace: `.set({ value: sql\`\${meta.value}\` })`,
  },
]
