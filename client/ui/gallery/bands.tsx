import { useState } from 'react'
import { type BandState, Banner, Button, ChoiceList, createBand, Frame, ScanBand, SyncChip } from '../index.ts'

const signals: readonly (readonly [Exclude<BandState, 'idle'>, string])[] = [
  ['recognised', 'A-03-2'],
  ['saving', 'Saving 24 × lot 2417'],
  ['done', '24 saved'],
  ['wrong', 'That is B-11'],
]

function shown(state: Exclude<BandState, 'idle'>, word: string) {
  const band = createBand()
  band.show(state, word)
  return band
}

export function Bands() {
  const [band] = useState(createBand)
  const [still] = useState(() => signals.map(([state, word]) => ({ state, band: shown(state, word) })))
  return (
    <Frame
      title="Bands and chips"
      chip={<SyncChip online waiting={12} attention={0} oldestMs={7_260_000} />}
      band={<ScanBand say="Scan bin A-03-2, then the item" band={band} />}
      notice={<Banner kind="warn" title="Storage is low" action={<Button>Free some</Button>} />}
    >
      {still.map((one) => (
        <ScanBand key={one.state} say="Scan the item in A-03-2 now" band={one.band} />
      ))}
      <ChoiceList
        label="Try it"
        choices={[...signals.map(([id]) => ({ id, label: id })), { id: 'idle' as const, label: 'idle' }]}
        onChoose={(id) => {
          const found = signals.find(([state]) => state === id)
          if (found) band.show(...found)
          else band.clear()
        }}
      />
      <SyncChip online waiting={0} attention={0} />
      <SyncChip online waiting={12} attention={0} oldestMs={90_000} />
      <SyncChip online={false} waiting={0} attention={0} />
      <SyncChip online={false} waiting={1234} attention={0} oldestMs={400_000_000} />
      <SyncChip online waiting={0} attention={1} />
      <SyncChip online={false} waiting={12} attention={2} />
    </Frame>
  )
}
