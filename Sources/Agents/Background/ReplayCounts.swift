import SimKernel

/// What of a recorded market was played, and how much of it otherwise than recorded.
struct ReplayCounts: Hashable, Sendable, BitwiseCopyable {
  var messages: Int64 = 0
  var executedLots: Int64 = 0
  var asRecordedLots: Int64 = 0
  var elsewhereLots: Int64 = 0
  var unfilledLots: Int64 = 0
  var crossingLots: Int64 = 0
  var outlivedLots: Int64 = 0
  var lateChanges: Int64 = 0
  var refused: Int64 = 0

  var tallies: [AgentTally] {
    [
      AgentTally("messages", messages), AgentTally("executed_lots", executedLots),
      AgentTally("as_recorded_lots", asRecordedLots), AgentTally("elsewhere_lots", elsewhereLots),
      AgentTally("unfilled_lots", unfilledLots), AgentTally("crossing_lots", crossingLots),
      AgentTally("outlived_lots", outlivedLots), AgentTally("late_changes", lateChanges),
      AgentTally("refused", refused),
    ]
  }
}
