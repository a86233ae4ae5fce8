import Agents
import Scenarios

/// The self-exciting flow of a scenario: the fitted one, or one that is taken back from the edge of
/// explosion, with the mean rates of the recorded market.
///
/// With rates L_i of the recorded events of each kind and ratios n_ij, the share of answers among
/// the events of kind i is s_i = sum over j of n_ij L_j / L_i, and the spectral radius of the
/// ratios is at most the largest s_i (Collatz 1942, "Einschliessungssatz fuer die
/// charakteristischen Zahlen von Matrizen"). Where a fit's radius is above 0.97, the ratios of each
/// kind with a share above 0.97 are multiplied by 0.97 / s_i, and each baseline becomes L_i - sum
/// over j of n_ij L_j, so that L solves the stationary equation L = mu + n L.
struct StableFlow: Sendable {
  /// Per second and side: adds, cancels, trades.
  let baselines: [Double]
  /// As `HawkesKernels.init(symmetricFlow:decays:ratios:)` takes them.
  let ratios: [[Double]]
  /// Nil where the fit stays as it is.
  let takenBack: TakenBack?

  /// What was changed, and why.
  struct TakenBack: Hashable, Sendable {
    /// Events that one brings about in the long run, by the fit.
    var spectralRadius: Double
    /// By which the ratios of each kind were multiplied.
    var factors: [Double]
    /// All parameters of the scenario's flow, by the names of the fitted ones.
    var parameters: [String: Double]
  }

  static let largestShare = 0.97

  init(_ fit: FlowHawkesFit) {
    let kernels = HawkesKernels(
      symmetricFlow: fit.baselines, decays: fit.decays, ratios: fit.ratios)
    let radius = kernels.spectralRadius
    guard radius > StableFlow.largestShare else {
      (baselines, ratios, takenBack) = (fit.baselines, fit.ratios, nil)
      return
    }
    let answers = fit.ratios.map { StableFlow.answers($0, to: fit.rates) }
    let factors = zip(answers, fit.rates).map { answers, rate in
      answers > 0 ? min(1, StableFlow.largestShare * rate / answers) : 1
    }
    baselines = fit.rates.indices.map { fit.rates[$0] - factors[$0] * answers[$0] }
    ratios = zip(fit.ratios, factors).map { row, factor in row.map { $0 * factor } }
    takenBack = TakenBack(
      spectralRadius: radius, factors: factors,
      parameters: StableFlow.named(fit, baselines, ratios))
  }

  /// Events of a kind per second that answer others, which come at their rates.
  private static func answers(_ ratios: [Double], to rates: [Double]) -> Double {
    ratios.indices.reduce(0) { $0 + ratios[$1] * rates[$1 % 3] }
  }

  private static func named(
    _ fit: FlowHawkesFit, _ baselines: [Double], _ ratios: [[Double]]
  ) -> [String: Double] {
    let values = zip(baselines, ratios).flatMap { [$0] + $1 }
    return Dictionary(uniqueKeysWithValues: zip(fit.parameters.map(\.name), values))
  }
}

extension StableFlow.TakenBack {
  /// `spectral_radius`, `factors` by kind and `scenario`, the parameters of its flow.
  var json: JSONValue {
    [
      "spectral_radius": .number(spectralRadius),
      "factors": .object(Dictionary(uniqueKeysWithValues: namedFactors.map { ($0, .number($1)) })),
      "scenario": .object(parameters.mapValues { .number($0) }),
    ]
  }

  var text: String {
    let changes = namedFactors.filter { $1 < 1 }.map { "\($0) x \(MarketFacts.text($1))" }
    return "taken back: an event of the fitted flow brings about "
      + "\(MarketFacts.text(spectralRadius)) others in the long run; the scenario has ratios of "
      + changes.joined(separator: ", ")
      + ", and baselines with which the mean rates are the recorded ones\n"
  }

  private var namedFactors: [(String, Double)] {
    zip(FlowKind.allCases, factors).map { ("\($0)", $1) }
  }
}
