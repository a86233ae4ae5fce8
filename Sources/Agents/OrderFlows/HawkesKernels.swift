import SimKernel

/// The law of a multivariate Hawkes process whose kernels are sums of exponentials.
///
/// Events of type i come at the intensity mu_i + sum over past events k of
/// phi_(i, type of k)(t - t_k), with phi_ij(t) = sum over m of alpha_ijm exp(-beta_m t) (Hawkes
/// 1971, "Spectra of some self-exciting and mutually exciting point processes"). A branching ratio
/// n_ijm = alpha_ijm / beta_m is how many events of type i one of type j brings about by itself
/// through the exponential m. Times are in one unit of the caller's choice, rates per that unit.
public struct HawkesKernels: Hashable, Sendable {
  /// mu_i.
  public let baselines: [Double]
  /// beta_m, shared by all pairs of types.
  public let decays: [Double]
  /// alpha_ijm at (j types + i) decays + m, so that an event adds numbers side by side.
  let jumps: [Double]

  public var typeCount: Int { baselines.count }
  public var decayCount: Int { decays.count }

  /// - Parameter branching: n_ijm of the excited type i, the exciting type j and the exponential m.
  /// - Precondition: baselines and ratios not negative, one baseline positive, decays positive.
  public init(
    baselines: [Double], decays: [Double],
    branching: (_ excited: Int, _ exciting: Int, _ decay: Int) -> Double
  ) {
    precondition(baselines.allSatisfy { $0 >= 0 } && baselines.contains { $0 > 0 })
    precondition(!decays.isEmpty && decays.allSatisfy { $0 > 0 }, "decays \(decays)")
    self.baselines = baselines
    self.decays = decays
    var jumps: [Double] = []
    for exciting in baselines.indices {
      for excited in baselines.indices {
        for (place, decay) in decays.enumerated() {
          jumps.append(branching(excited, exciting, place) * decay)
        }
      }
    }
    precondition(jumps.allSatisfy { $0 >= 0 }, "a negative branching ratio")
    self.jumps = jumps
  }

  /// One type with one kernel alpha exp(-beta t).
  public init(mu: Double, alpha: Double, beta: Double) {
    self.init(baselines: [mu], decays: [beta]) { _, _, _ in alpha / beta }
  }

  /// alpha_ijm.
  public func jump(_ excited: Int, _ exciting: Int, _ decay: Int) -> Double {
    jumps[(exciting * typeCount + excited) * decayCount + decay]
  }

  /// n_ij, summed over the exponentials.
  public func branching(_ excited: Int, _ exciting: Int) -> Double {
    decays.indices.reduce(0) { $0 + jump(excited, exciting, $1) / decays[$1] }
  }
}

// MARK: - Stationarity

extension HawkesKernels {
  /// The largest eigenvalue of the matrix of branching ratios: below 1 the process is stationary.
  ///
  /// By power iteration on the matrix plus 1, which has no other eigenvalue of that modulus; to six
  /// digits unless two eigenvalues nearly agree.
  public var spectralRadius: Double {
    var vector = [Double](repeating: 1, count: typeCount)
    var growth = 1.0
    for _ in 0..<2_000 {
      let next = vector.indices.map { row in
        vector[row] + vector.indices.reduce(0.0) { $0 + branching(row, $1) * vector[$1] }
      }
      growth = next.reduce(0, max)
      vector = next.map { $0 / growth }
    }
    return growth - 1
  }

  /// Events of each type per unit of time in the long run: the solution of L = mu + n L.
  ///
  /// By elimination, for which the matrix 1 - n of a stationary process needs no pivots.
  ///
  /// - Precondition: `spectralRadius` < 1.
  public var meanIntensities: [Double] {
    let types = baselines.indices
    var rows = types.map { row in
      types.map { ($0 == row ? 1 : 0) - branching(row, $0) } + [baselines[row]]
    }
    for pivot in types {
      precondition(rows[pivot][pivot] > 0, "no stationary intensities")
      for row in types where row != pivot {
        let factor = rows[row][pivot] / rows[pivot][pivot]
        for column in pivot...typeCount { rows[row][column] -= factor * rows[pivot][column] }
      }
    }
    return types.map { rows[$0][typeCount] / rows[$0][$0] }
  }
}
