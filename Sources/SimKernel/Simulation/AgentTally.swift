/// Something that an agent counts about itself, for the summary of a run.
public struct AgentTally: Hashable, Sendable {
  /// What is counted, in lower case with underscores.
  public var name: String
  public var count: Int64

  public init(_ name: String, _ count: Int64) {
    self.name = name
    self.count = count
  }
}
