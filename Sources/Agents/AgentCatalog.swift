/// The agents that a scenario may name; one line for each.
///
/// A package of its own adds to it by value: `AgentCatalog.standard + [.mine]`.
public enum AgentCatalog {
  public static var standard: [AgentType] {
    [
      .contStoikovTalreja,
      .external,
      .hawkes,
      .marketMaker,
      .noise,
      .observer,
      .santaFe,
      .scripted,
    ]
  }
}
