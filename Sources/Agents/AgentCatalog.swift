/// The agents that a scenario may name; one line for each.
///
/// A package of its own adds to it by value: `AgentCatalog.standard + [.mine]`.
public enum AgentCatalog {
  public static var standard: [AgentType] {
    [
      .adaptiveMarketMaker,
      .arrivalNoise,
      .avellanedaStoikov,
      .bookWatcher,
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
      .newsMaker,
      .newsTaker,
      .noise,
      .observer,
      .pairs,
      .queueReactive,
      .quoteStuffer,
      .replay,
      .santaFe,
      .scripted,
      .spoofer,
      .value,
    ]
  }
}
