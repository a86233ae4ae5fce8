import Foundation

/// The log-likelihood of the events of one type of a Hawkes process, with its derivatives.
///
/// log L = sum over events of the type of log lambda(t) - integral of lambda over the window, with
/// lambda(t) = mu + sum over exciting types j and decays m of a_jm R_jm(t) and
/// R_jm(t) = sum over earlier events of type j of exp(-b_m (t - t_k)) (Ozaki 1979, "Maximum
/// likelihood estimation of Hawkes' self-exciting point processes"). R and its derivatives by b_m
/// follow one another from event to event, so that one evaluation is O(events), not its square.
///
/// The parameters stand in one vector: mu, then a_jm at 1 + j decays + m, then b_m.
struct HawkesLikelihood {
  let sample: HawkesSample
  /// The type whose events it judges.
  let target: Int
  let decayCount: Int

  var parameterCount: Int { 1 + sample.typeCount * decayCount + decayCount }

  /// Where a_jm stands.
  func jumpPlace(_ exciting: Int, _ decay: Int) -> Int { 1 + exciting * decayCount + decay }

  /// Where b_m stands.
  func decayPlace(_ decay: Int) -> Int { 1 + sample.typeCount * decayCount + decay }

  /// Value, gradient and Hessian at a vector of parameters, all positive.
  func evaluate(_ parameters: [Double]) -> SecondOrder {
    var result = SecondOrder(count: parameterCount)
    addEvents(parameters, to: &result)
    addCompensator(parameters, to: &result)
    return result
  }
}

/// A function's value with its first and second derivatives.
struct SecondOrder {
  var value = 0.0
  /// Shape [parameters].
  var gradient: [Double]
  /// Shape [parameters, parameters], symmetric.
  var hessian: SquareMatrix

  init(count: Int) {
    gradient = Array(repeating: 0, count: count)
    hessian = SquareMatrix(count: count)
  }
}

// MARK: - The sum over events

extension HawkesLikelihood {
  /// R_jm and minus its first and plus its second derivative by b_m, at one moment.
  private struct Memory {
    var zeroth: [Double]
    var first: [Double]
    var second: [Double]

    init(count: Int) {
      zeroth = Array(repeating: 0, count: count)
      first = zeroth
      second = zeroth
    }

    mutating func fall(_ place: Int, gap: Double, factor: Double) {
      let (r, d) = (zeroth[place], first[place])
      second[place] = factor * (second[place] + 2 * gap * d + gap * gap * r)
      first[place] = factor * (d + gap * r)
      zeroth[place] = factor * r
    }
  }

  private func addEvents(_ parameters: [Double], to result: inout SecondOrder) {
    var memory = Memory(count: sample.typeCount * decayCount)
    var last = 0.0
    for (time, type) in zip(sample.times, sample.types) {
      let gap = time - last
      for decay in 0..<decayCount {
        let factor = exp(-parameters[decayPlace(decay)] * gap)
        for exciting in 0..<sample.typeCount {
          memory.fall(exciting * decayCount + decay, gap: gap, factor: factor)
        }
      }
      if type == target { addEvent(parameters, memory, to: &result) }
      for decay in 0..<decayCount { memory.zeroth[type * decayCount + decay] += 1 }
      last = time
    }
  }

  private func addEvent(
    _ parameters: [Double], _ memory: Memory, to result: inout SecondOrder
  ) {
    var slope = [Double](repeating: 0, count: parameterCount)
    slope[0] = 1
    for place in memory.zeroth.indices {
      slope[1 + place] = memory.zeroth[place]
      slope[decayPlace(place % decayCount)] -= parameters[1 + place] * memory.first[place]
    }
    var intensity = parameters[0]
    for place in memory.zeroth.indices { intensity += parameters[1 + place] * slope[1 + place] }
    result.value += log(intensity)
    for row in slope.indices {
      result.gradient[row] += slope[row] / intensity
      let scaled = slope[row] / (intensity * intensity)
      for column in slope.indices { result.hessian[row, column] -= scaled * slope[column] }
    }
    addCurvature(parameters, memory, intensity, to: &result)
  }

  private func addCurvature(
    _ parameters: [Double], _ memory: Memory, _ intensity: Double, to result: inout SecondOrder
  ) {
    for place in memory.zeroth.indices {
      let decay = decayPlace(place % decayCount)
      result.hessian.addSymmetric(1 + place, decay, -memory.first[place] / intensity)
      result.hessian[decay, decay] += parameters[1 + place] * memory.second[place] / intensity
    }
  }
}

// MARK: - The integral

extension HawkesLikelihood {
  private func addCompensator(_ parameters: [Double], to result: inout SecondOrder) {
    result.value -= parameters[0] * sample.horizon
    result.gradient[0] -= sample.horizon
    for exciting in 0..<sample.typeCount {
      for decay in 0..<decayCount { addCompensator(exciting, decay, parameters, to: &result) }
    }
  }

  /// The part of one exponential: a G(b), G = sum over events of (1 - exp(-b s)) / b, s the time
  /// that is left until the horizon.
  private func addCompensator(
    _ exciting: Int, _ decay: Int, _ parameters: [Double], to result: inout SecondOrder
  ) {
    let (jump, rate) = (jumpPlace(exciting, decay), decayPlace(decay))
    let (a, b) = (parameters[jump], parameters[rate])
    var (value, first, second) = (0.0, 0.0, 0.0)
    for (time, type) in zip(sample.times, sample.types) where type == exciting {
      let left = sample.horizon - time
      let (rest, share) = (exp(-b * left), -expm1(-b * left))
      value += share / b
      first += left * rest / b - share / (b * b)
      second += -left * left * rest / b - 2 * left * rest / (b * b) + 2 * share / (b * b * b)
    }
    result.value -= a * value
    result.gradient[jump] -= value
    result.gradient[rate] -= a * first
    result.hessian.addSymmetric(jump, rate, -first)
    result.hessian[rate, rate] -= a * second
  }
}
