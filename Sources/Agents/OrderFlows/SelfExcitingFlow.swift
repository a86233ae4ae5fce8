import SimKernel

/// What happens to an order of a flow: it comes to rest, leaves, or takes.
public enum FlowKind: Int, Hashable, Sendable, CaseIterable {
  case add
  case cancel
  /// A market order; its side is the aggressor's.
  case trade
}

/// The six types of a self-exciting order flow: adds, cancels and trades of buy and of sell orders.
public struct FlowType: Hashable, Sendable {
  public var side: Side
  public var kind: FlowKind

  public static let count = 2 * FlowKind.allCases.count

  public init(side: Side, kind: FlowKind) {
    self.side = side
    self.kind = kind
  }

  /// Its number among the types of the process, 0 to 5.
  public var index: Int { Int(side.rawValue) * FlowKind.allCases.count + kind.rawValue }

  /// - Precondition: index in 0..<6.
  public init(index: Int) {
    precondition(index >= 0 && index < FlowType.count, "flow type \(index) of \(FlowType.count)")
    side = index < FlowKind.allCases.count ? .buy : .sell
    kind = FlowKind.allCases[index % FlowKind.allCases.count]
  }
}

extension HawkesKernels {
  /// Kernels of an order flow that treats both sides alike.
  ///
  /// - Parameters:
  ///   - baselines: mu of adds, cancels and trades, per side.
  ///   - decays: beta_m.
  ///   - ratios: For each kind that is excited the branching ratios of adds, cancels and trades of
  ///     its own side, then of the opposite side; those of the first decay, then of the second, and
  ///     so on: shape [3, decays x 6].
  public init(symmetricFlow baselines: [Double], decays: [Double], ratios: [[Double]]) {
    precondition(baselines.count == 3 && ratios.count == 3, "kinds are add, cancel and trade")
    precondition(ratios.allSatisfy { $0.count == 6 * decays.count }, "six ratios for each decay")
    self.init(baselines: baselines + baselines, decays: decays) { excited, exciting, decay in
      let (target, source) = (FlowType(index: excited), FlowType(index: exciting))
      let column = source.kind.rawValue + (source.side == target.side ? 0 : 3)
      return ratios[target.kind.rawValue][decay * 6 + column]
    }
  }
}
