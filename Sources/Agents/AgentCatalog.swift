/// The agents that a scenario may name; one line for each.
///
/// A package of its own adds to it by value: `AgentCatalog.standard + [.mine]`.
public enum AgentCatalog {
  public static var standard: [AgentType] {
    [
      .adaptiveMarketMaker,
      .arrivalNoise,
      .avellanedaStoikov,
      .carteaJaimungal,
      .contStoikovTalreja,
      .crossover,
      .external,
      .fcn,
      .glostenMilgromMaker,
      .glostenMilgromTraders,
      .gueantLehalle,
      .hawkes,
      .kyle,
      .latencyArbitrageur,
      .markedFlow,
      .marketMaker,
      .meanReversion,
      .metaorder,
      .momentum,
      .momentumIgniter,
      .noise,
      .observer,
      .pairs,
      .quoteStuffer,
      .santaFe,
      .scripted,
      .spoofer,
      .value,
    ]
  }
}
