import Agents
import Foundation
import Scenarios

/// A model fitted to the calibration windows of a recorded market, with the scenario to run.
public struct MarketCalibration: Sendable {
  /// What can be fitted.
  public enum Model: String, CaseIterable, Sendable {
    case cst, hawkes, ecology
  }

  /// How the ecology's search is made.
  public struct Effort: Hashable, Sendable {
    /// Of the search, at the most.
    public var evaluations: Int
    public var seeds: Int
    /// Points to either side of the estimate in each profile, two or more; nil for no profiles.
    public var profile: Int?

    /// Evaluations of the shortest search.
    public static var leastEvaluations: Int { EcologyFit.leastEvaluations }

    /// - Precondition: evaluations >= `leastEvaluations`.
    public init(evaluations: Int = 150, seeds: Int = 1, profile: Int? = nil) {
      precondition(evaluations >= Effort.leastEvaluations, "\(evaluations) evaluations")
      self.evaluations = evaluations
      self.seeds = seeds
      self.profile = profile
    }
  }

  public let model: Model
  public let source: String
  /// Windows that were fitted to, and their seconds together.
  public let windowCount: Int
  public let seconds: Double
  public let messages: Int
  public let parameters: [FittedParameter]
  public let directions: FittedDirections
  /// Of the likelihood's maximum; nil for the ecology.
  public let logLikelihood: Double?
  /// Of the search; nil for models with a likelihood.
  public let search: Search?
  let scenario: CalibratedScenario
  /// What the scenario's self-exciting flow was taken back by; nil where it is the fitted one.
  let takenBack: StableFlow.TakenBack?

  /// What the search for an ecology came to.
  public struct Search: Sendable {
    public var startValue: Double
    public var value: Double
    public var evaluations: Int
    var moments: [EcologyFit.FittedMoment]
    /// Root mean square of the jumps of simulated moments about smooth curves, in units of the
    /// recorded moments' errors.
    public var roughness: Double
    /// Nil where no profiles were asked for.
    var profile: EcologyFit.Profile?
  }

  /// Fits a model.
  ///
  /// - Parameters:
  ///   - windows: To fit to, nanoseconds since midnight.
  ///   - span: The clock of the scenario.
  ///   - progress: Told how a long fit goes on.
  /// - Throws: `CalibrationMistake` for windows without orders or trades.
  public init(
    _ model: Model, _ recording: MarketRecording, windows: [Range<Int64>], span: Range<Int64>,
    view: MarketView, effort: Effort = Effort(), progress: @escaping (String) -> Void
  ) throws {
    let sample = try FlowSample(
      recording, windows: windows, messageDepth: view.messageDepth)
    let frame = try MarketCalibration.frame(sample, span, recording.name)
    self.model = model
    source = recording.name
    windowCount = windows.count
    seconds = sample.seconds
    messages = sample.messages
    switch model {
    case .cst:
      let fit = ContStoikovTalrejaFit(sample)
      parameters = fit.parameters
      directions = fit.directions
      logLikelihood = nil
      search = nil
      scenario = CalibratedScenario(fit, frame)
      takenBack = nil
    case .hawkes:
      progress("maximum likelihood of \(sample.times.count) events")
      let fit = try FlowHawkesFit(sample).profiled(sample, progress: progress)
      parameters = fit.parameters
      directions = MarketCalibration.directions(fit)
      logLikelihood = fit.logLikelihood
      search = nil
      scenario = CalibratedScenario(fit, sample, frame)
      takenBack = StableFlow(fit).takenBack
    case .ecology:
      progress("maximum likelihood of \(sample.times.count) events")
      let fit = try EcologyFit(
        EcologyModel(sample, FlowHawkesFit(sample), frame, view),
        EcologyTargets(recording, windows),
        EcologyFit.Search(
          evaluations: effort.evaluations, seeds: (1...effort.seeds).map { UInt64($0) },
          windows: windows, view: view, profile: effort.profile), progress: progress)
      parameters = fit.parameters
      directions = fit.directions
      logLikelihood = nil
      search = Search(
        startValue: fit.startValue, value: fit.value, evaluations: fit.evaluations,
        moments: fit.moments, roughness: fit.roughness, profile: fit.profile)
      scenario = fit.model.scenario(fit.tuning)
      takenBack = fit.model.takenBack
    }
  }

  /// The scenario as a file's text.
  public var scenarioText: String { scenario.text() }

  /// Writes the scenario, in place of one that is there.
  public func write(to path: String) throws {
    try OutputFile.replace(path, with: scenarioText)
  }

  static func frame(
    _ sample: FlowSample, _ span: Range<Int64>, _ source: String
  ) throws(CalibrationMistake) -> CalibratedScenario.Frame {
    let counts = [
      ("orders that come to rest", sample.sizes(.add).count),
      ("orders that are taken back", sample.sizes(.cancel).count),
      ("aggressive orders", sample.taken.count),
    ]
    for (name, count) in counts where count < leastEvents {
      throw CalibrationMistake(
        description: "\(source): \(count) \(name) in the windows to fit to; "
          + "allowed are \(leastEvents) at least")
    }
    guard let frame = CalibratedScenario.Frame(sample, span: span, source: source) else {
      throw CalibrationMistake(
        description: "\(source): no book with both sides in the windows to fit to; "
          + "allowed are windows with one at least")
    }
    return frame
  }

  private static let leastEvents = 30

  /// Kinds have independent likelihoods.
  private static func directions(_ fit: FlowHawkesFit) -> FittedDirections {
    FittedDirections(singularValues: fit.targets.flatMap(\.directions.singularValues))
  }
}

/// A recorded market, or a part of it, that a model cannot be fitted to.
public struct CalibrationMistake: InputMistake {
  public let description: String
}
