import { Button, Card, Frame, ItemLine, LotTag, ScanBand, SyncChip, TargetCard, UndoRow } from '../../index.ts'

export function Pick() {
  return (
    <Frame
      title="Pick"
      progress="3 of 14"
      onBack={() => {}}
      backLabel="Back"
      chip={<SyncChip online={false} waiting={12} attention={0} oldestMs={420_000} />}
      band={<ScanBand say="Scan bin A-03-2" />}
      undo={<UndoRow label="Undo: 3 × Rye crisps" onPress={() => {}} />}
      problem={<Button>Problem</Button>}
      primary={<Button kind="primary">Type code</Button>}
    >
      <TargetCard
        fields={[
          { label: 'Bin', value: 'A-03-2', kind: 'location' },
          { label: 'Take', value: 24, kind: 'quantity' },
        ]}
      >
        <ItemLine name="Oat bars 500 g" detail="OAT-500 · 2 cases of 12">
          <LotTag lot="Lot 2417" note="best before 31 Dec 2027" />
        </ItemLine>
      </TargetCard>
      <Card>Next in this bin: Granola 1 kg × 6</Card>
    </Frame>
  )
}
