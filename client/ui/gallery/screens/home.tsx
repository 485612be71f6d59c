import { Frame, ScanBand, SyncChip, Tile, Tiles } from '../../index.ts'

export function Home() {
  return (
    <Frame
      title="Maria · Picker"
      chip={<SyncChip online waiting={0} attention={0} />}
      band={<ScanBand say="Scan anything, or choose" />}
    >
      <Tiles>
        <Tile label="Pick" count={14} hot />
        <Tile label="Receive" count={2} />
        <Tile label="Put away" count={6} />
        <Tile label="Count" count={9} />
        <Tile label="Returns" offReason="Needs the inspector role" />
        <Tile label="Look up" note="item, bin, lot" />
      </Tiles>
    </Frame>
  )
}
