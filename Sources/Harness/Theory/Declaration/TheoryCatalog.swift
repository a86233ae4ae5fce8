/// Every closed form that `marketlab theory` knows, in the order in which it lists them.
public enum TheoryCatalog {
  public static let standard: [TheoryEntry] = [
    TheoryEntry(AlmgrenChrissModel.self),
    TheoryEntry(AlmgrenDirectModel.self),
    TheoryEntry(ObizhaevaWangModel.self),
    TheoryEntry(SquareRootModel.self),
    TheoryEntry(AvellanedaStoikovModel.self),
    TheoryEntry(GueantLehalleModel.self),
    TheoryEntry(CarteaJaimungalModel.self),
    TheoryEntry(ContStoikovTalrejaModel.self),
    TheoryEntry(SantaFeModel.self),
    TheoryEntry(HawkesModel.self),
    TheoryEntry(KyleModel.self),
    TheoryEntry(GlostenMilgromModel.self),
    TheoryEntry(RollModel.self),
    TheoryEntry(SpeedRaceModel.self),
    TheoryEntry(DeflatedSharpeModel.self),
  ]
}
