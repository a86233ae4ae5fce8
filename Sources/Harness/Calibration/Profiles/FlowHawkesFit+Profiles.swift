import Agents
import Foundation

extension FlowHawkesFit {
  /// The same fit with profile intervals: each parameter is held at values ever farther from its
  /// estimate while the others of its kind are fitted anew, until the deviance reaches 3.841.
  ///
  /// Ratios are looked at up to 100 answers to one event, baselines up to 100 times the rate of all
  /// events. An end at zero is open: the data do not tell the parameter from nothing.
  ///
  /// - Throws: `CalibrationMistake` where a likelihood has no maximum that 200 steps reach.
  /// - Complexity: for each parameter some ten maxima, each of some three evaluations, of O(events
  ///   of its kind x parameters^2).
  func profiled(_ sample: FlowSample, progress: (String) -> Void) throws -> FlowHawkesFit {
    let features = FlowFeatures(sample, decays: decays)
    let profiled = try zip(FlowKind.allCases, targets).map { kind, target in
      var target = target
      let profile = try FlowHawkesProfile(features.intensity(of: kind, decays), target, kind)
      for place in target.parameters.indices {
        progress("profile of \(kind)_\(target.parameters[place].name)")
        target.parameters[place].profile = try profile.interval(of: place)
      }
      return target
    }
    return FlowHawkesFit(decays: decays, targets: profiled, rates: rates)
  }
}

/// Profiles of the parameters of one kind.
private struct FlowHawkesProfile {
  private let likelihood: LinearIntensity
  private let names: [String]
  private let most: LinearIntensity.Maximum
  /// Standard deviations with the others fitted anew, of parameters that are not at zero.
  private let errors: [Int: Double]

  private static let largestRatio = 100.0

  init(_ likelihood: LinearIntensity, _ target: FlowHawkesFit.Target, _ kind: FlowKind) throws {
    self.likelihood = likelihood
    names = target.parameters.map { "\(kind)_\($0.name)" }
    // The iteration of the fit leaves ratios that run to zero a little above it.
    let start = target.parameters.map { max($0.value, 1e-12) }
    guard let most = likelihood.maximum(from: start) else {
      throw FlowHawkesProfile.mistake("\(kind)")
    }
    self.most = most
    let inside = most.weights.indices.filter { most.weights[$0] > 0 }
    let information = likelihood.derivatives(most.weights).information.restricted(to: inside)
    let variances = CholeskyFactor(information)?.inverseDiagonal
    errors = Dictionary(
      uniqueKeysWithValues: zip(inside, variances ?? []).map { ($0, $1.squareRoot()) })
  }

  func interval(of place: Int) throws -> ProfileInterval {
    ProfileInterval(
      lower: try end(of: place, below: true), upper: try end(of: place, below: false))
  }

  private func end(of place: Int, below: Bool) throws -> Double? {
    let value = most.weights[place]
    let reach = below ? value : largest(place) - value
    guard reach > 0 else { return nil }
    var others = most.weights
    let distance = try ProfileCrossing.distance(step: firstStep(place), reach: reach) { distance in
      others[place] = below ? max(0, value - distance) : value + distance
      guard likelihood.value(others) > -.infinity else { return .greatestFiniteMagnitude }
      guard let found = likelihood.maximum(from: others, holding: place) else {
        throw FlowHawkesProfile.mistake("\(names[place]) held at \(others[place])")
      }
      others = found.weights
      return 2 * (most.value - found.value)
    }
    return distance.map { below ? value - $0 : value + $0 }
  }

  private func largest(_ place: Int) -> Double {
    place == 0 ? Self.largestRatio * likelihood.meanIntensity : Self.largestRatio
  }

  /// About where the deviance is expected to cross: by the curvature, or where the integral alone
  /// costs as much.
  private func firstStep(_ place: Int) -> Double {
    if let error = errors[place] { return error * ProfileInterval.threshold.squareRoot() }
    let integral = likelihood.integrals[place]
    return integral > 0 ? ProfileInterval.threshold / 2 / integral : 1
  }

  private static func mistake(_ what: String) -> CalibrationMistake {
    CalibrationMistake(
      description: "the likelihood of \(what) has no maximum that 200 steps reach; allowed are "
        + "windows with events enough to fit to")
  }
}
