/// Every closed form that `marketlab theory` knows, in the order in which it lists them.
public enum TheoryCatalog {
  public static let standard: [TheoryEntry] = [
    TheoryEntry(measured: AlmgrenChrissModel.self),
    TheoryEntry(AlmgrenDirectModel.self),
    TheoryEntry(ObizhaevaWangModel.self),
    TheoryEntry(SquareRootModel.self),
    TheoryEntry(measured: AvellanedaStoikovModel.self),
    TheoryEntry(GueantLehalleModel.self),
    TheoryEntry(CarteaJaimungalModel.self),
    TheoryEntry(measured: ContStoikovTalrejaModel.self),
    TheoryEntry(measured: SantaFeModel.self),
    TheoryEntry(measured: HawkesModel.self),
    TheoryEntry(KyleModel.self),
    TheoryEntry(GlostenMilgromModel.self),
    TheoryEntry(RollModel.self),
    TheoryEntry(SpeedRaceModel.self),
    TheoryEntry(DeflatedSharpeModel.self),
  ]
}
