/// The latencies of one agent: a model for each way, and the congestion that it suffers.
public struct LatencyProfile: Sendable {
  /// In the order of `LatencyWay`.
  public let models: [LatencyModel]
  /// The congestion process that slows all its ways: a place in the plan's list; nil for none.
  public var congestion: Int?

  /// - Parameter model: Gives the model of each way.
  public init(congestion: Int? = nil, _ model: (LatencyWay) -> LatencyModel) {
    models = LatencyWay.allCases.map(model)
    self.congestion = congestion
  }

  /// One model for every way.
  public init(_ model: LatencyModel, congestion: Int? = nil) {
    self.init(congestion: congestion) { _ in model }
  }

  public subscript(way: LatencyWay) -> LatencyModel { models[way.rawValue] }

  /// Whether any way depends on where agent and venue stand.
  var dependsOnPlace: Bool { models.contains(where: \.dependsOnPlace) }

  /// Whether both are copies of one: agents of a group share the list of models.
  func isSame(as other: LatencyProfile) -> Bool {
    models.withUnsafeBufferPointer { own in
      other.models.withUnsafeBufferPointer { own.baseAddress == $0.baseAddress }
    }
  }
}
