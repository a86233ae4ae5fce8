/// What the user can put right about a question to a running market.
public struct LatencyMistake: InputMistake, Hashable {
  public let description: String

  init(_ description: String) { self.description = description }
}
