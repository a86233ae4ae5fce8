/// How events of one instant are ordered.
public enum TieOrder: Hashable, Sendable {
  /// By sequence: the order of scheduling, which is the rule.
  case sequence
  /// An audit: ties between sessions are permuted by the seed, the messages of one session keep
  /// their order. A conclusion that does not survive this leaned on the order of scheduling.
  case shuffled(seed: UInt64)
}
