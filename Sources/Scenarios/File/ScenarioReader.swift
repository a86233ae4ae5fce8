import SimKernel

/// Reads scenario files against catalogs of what they may name.
///
/// The catalogs are values, so a package of its own reads its own agents with
/// `ScenarioReader(agentTypes: standard + [mine])`.
public struct ScenarioReader: Sendable {
  public let agentTypes: [AgentTypeDeclaration]
  public let latencyModels: [LatencyModelDeclaration]
  public let fundamentals: [FundamentalDeclaration]
  /// Reads the messages of a recorded market by its path; what it throws becomes a message. nil
  /// where no file can be read.
  public var readMessages: MessageReading?

  public typealias MessageReading = @Sendable (String, MessageUnits) throws -> MessageHistory

  /// - Precondition: names are unique within each catalog and among the keys that every agent,
  ///   latency profile or fundamental value has; latency models have no parameters
  ///   that need an instrument.
  public init(
    agentTypes: [AgentTypeDeclaration],
    latencyModels: [LatencyModelDeclaration] = LatencyCatalog.standard,
    fundamentals: [FundamentalDeclaration] = FundamentalCatalog.standard
  ) {
    ScenarioReader.checkUnique(fundamentals.map(\.name), "the catalog of fundamental values")
    ScenarioReader.checkUnique(agentTypes.map(\.name), "the catalog of agents")
    ScenarioReader.checkUnique(latencyModels.map(\.name), "the catalog of latency models")
    for type in agentTypes {
      let names = ScenarioFormat.agent.fields.map(\.name) + type.parameters.map(\.name)
      ScenarioReader.checkUnique(names, "agent type '\(type.name)'")
    }
    for model in latencyModels {
      for section in [ScenarioFormat.latencyProfile, ScenarioFormat.latencyPiece] {
        let names = section.fields.map(\.name) + model.parameters.map(\.name)
        ScenarioReader.checkUnique(names, "latency model '\(model.name)'")
      }
      precondition(
        !model.parameters.contains { $0.kind == .price }, "a price in '\(model.name)' has no tick")
    }
    for value in fundamentals {
      let names = ScenarioFormat.fundamental.fields.map(\.name) + value.parameters.map(\.name)
      ScenarioReader.checkUnique(names, "fundamental value '\(value.name)'")
    }
    self.agentTypes = agentTypes
    self.fundamentals = fundamentals
    self.latencyModels = latencyModels
  }

  private static func checkUnique(_ names: [String], _ what: String) {
    for (index, name) in names.enumerated() {
      precondition(!names[..<index].contains(name), "'\(name)' is twice in \(what)")
    }
  }

  /// Reads a scenario, applies overrides in their order and checks everything.
  ///
  /// - Parameters:
  ///   - bytes: the file's content, UTF-8.
  ///   - file: the file's path, for messages and as the start of relative includes.
  ///   - include: the content of an included file, or of a table that the scenario names, by its
  ///     path; what it throws becomes a message.
  /// - Throws: every fault that was found, in the order of the text.
  public func read(
    _ bytes: [UInt8], file: String, overrides: [ScenarioOverride] = [],
    include: ((String) throws -> [UInt8])? = nil
  ) throws(ScenarioError) -> Scenario {
    var loader = ScenarioLoader(include: include)
    guard var root = loader.load(bytes, file: file) else {
      throw ScenarioError(faults: loader.log.sorted(files: loader.files))
    }
    var log = loader.log
    for override in overrides { root = override.applied(to: root, log: &log) }
    var decoder = ScenarioDecoder(self, file: file, include: include, log: log)
    let scenario = decoder.scenario(root)
    let faults = decoder.log.sorted(files: loader.files)
    guard faults.isEmpty else { throw ScenarioError(faults: faults) }
    guard let scenario else {
      preconditionFailure("\(file) has no fault and makes no scenario")
    }
    return scenario
  }
}

/// In which units the messages of a recorded market are read.
public struct MessageUnits: Hashable, Sendable {
  /// Of the price, in currency; positive.
  public var tick: ExactDecimal
  /// Units of the instrument in a lot.
  public var lot: Int64

  public init(tick: ExactDecimal, lot: Int64 = 1) {
    self.tick = tick
    self.lot = lot
  }
}
