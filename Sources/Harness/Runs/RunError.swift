import Scenarios
import SimKernel

/// Why a run could not be made or finished, where the user can put it right.
public enum RunError: InputMistake, Hashable {
  /// A file that was named cannot be read.
  case unreadable(path: String, reason: String)
  /// The scenario cannot become a simulation.
  case plan(path: String, PlanError)
  /// A limit of the scenario was reached.
  case limit(path: String, SimulationFault, event: Int, time: SimTime)
  /// The folder cannot be used as it is.
  case folder(String)

  public var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
    case .plan(let path, let error): "\(path): \(RunError.words(error))"
    case .limit(let path, let fault, let event, let time):
      "\(path): \(fault), after event \(event) at \(time.timeOfDayText); "
        + "allowed are a shorter clock, less activity or a higher limit"
    case .folder(let message): message
    }
  }

  private static func words(_ error: PlanError) -> String {
    switch error {
    case .duplicateName(let name): "two agents have the name '\(name)'; allowed is one"
    case .streamCollision(let first, let second):
      "the random streams of \(first) and \(second) have one number; rename one of the agents"
    case .tooManyAgents(let count): "\(count) agents, allowed are fewer than \(1 << 24)"
    case .tooLarge(let size, let product): size.text(product)
    case .pendingEventLimit(let limit):
      "a limit of \(limit) pending events, allowed is "
        + "\(SimulationPlan.pendingEventLimits.lowerBound) to "
        + "\(SimulationPlan.pendingEventLimits.upperBound)"
    case .invalidStep(let venue, let step):
      "a tick or lot size of \(step) at venue '\(venue)', allowed is 1 or more"
    case .invalidFundamental(let fault): "fundamentals: \(fault)"
    case .invalidRegimes(let fault): "regimes: \(fault)"
    }
  }
}

/// The run was stopped between two events because somebody asked.
public struct RunInterrupted: Error, Hashable {
  public var event: Int
  public var time: SimTime
}
