import { Card, ChoiceList, Frame, ItemLine, ScanBand, SyncChip } from '../../index.ts'

export function Return() {
  return (
    <Frame
      title="Return"
      progress="1 of 3"
      onBack={() => {}}
      backLabel="Back"
      chip={<SyncChip online waiting={2} attention={0} />}
      band={<ScanBand say="Where does it go?" quiet />}
    >
      <Card>
        <ItemLine name="Oat bars 500 g × 2" detail="Order 10442 · Shop · “arrived damaged” · lot 2417 · 2 photos" />
      </Card>
      <ChoiceList
        choices={[
          { id: 'second', label: 'Second choice', note: 'proposed: box dented, 13 months left', hot: true },
          { id: 'stock', label: 'Back to stock' },
          { id: 'rework', label: 'Rework' },
          { id: 'scrap', label: 'Scrap', offReason: 'Damage wants a photo first' },
        ]}
        onChoose={() => {}}
      />
    </Frame>
  )
}
