import SimKernel

/// One request of a script with the time at which it is sent.
public struct ScriptStep: Hashable, Sendable {
  public enum Request: Hashable, Sendable {
    case submit(NewOrder)
    case cancel(ClientOrderID)
    case cancelAll(Side?)
    case replace(ClientOrderID, Quantity?, Price?)
  }

  /// What is wrong with a script, in the order of its lines.
  public struct Faults: Error, Hashable, Sendable {
    public var list: [ParameterFault]
  }

  public var time: SimTime
  public var request: Request

  /// The requests of a script; order names become ids in order of appearance.
  ///
  /// - Parameter clock: When the agent can send; a line at another time is a fault.
  public static func steps(
    of text: String, during clock: ClosedRange<SimTime> = .zero...BookScript.sessionEnd
  ) -> Result<[ScriptStep], Faults> {
    do throws(BookScriptFaults) {
      return steps(of: try BookScript(parsing: text), during: clock)
    } catch {
      return .failure(
        Faults(
          list: error.faults.map {
            ParameterFault(
              parameter: "script", line: $0.line, column: $0.column, message: $0.message)
          }))
    }
  }

  private static func steps(
    of script: BookScript, during clock: ClosedRange<SimTime>
  ) -> Result<[ScriptStep], Faults> {
    var names: [String: ClientOrderID] = [:]
    var steps: [ScriptStep] = []
    var faults: [ParameterFault] = []
    var now: SimTime?
    for line in script.lines {
      // A wrong time is told once, not with every line that follows at it.
      let misplaced = line.time == now ? nil : misplacement(of: line.time, clock)
      now = line.time
      if let problem = refusal(of: line) ?? misplaced {
        faults.append(
          ParameterFault(
            parameter: "script", line: line.number, column: line.column, message: problem))
      } else if let request = request(of: line, names: &names) {
        steps.append(ScriptStep(time: line.time, request: request))
      }
    }
    return faults.isEmpty ? .success(steps) : .failure(Faults(list: faults))
  }

  /// Why nothing can be sent at a time; nil if it can.
  private static func misplacement(of time: SimTime, _ clock: ClosedRange<SimTime>) -> String? {
    if clock.contains(time) { return nil }
    let hint = time == .zero ? "; begin with 'at'" : ""
    return "the time is \(time.timeOfDayText), allowed is \(clock.lowerBound.timeOfDayText) to "
      + "\(clock.upperBound.timeOfDayText), while the scenario's clock runs\(hint)"
  }

  /// Why a line is not for an agent; nil if it is.
  private static func refusal(of line: BookScriptLine) -> String? {
    if line.owner != nil { return "'as' is for marketlab book: an agent sends its own orders" }
    if line.expectation != nil { return "'->' is for marketlab book: an agent expects nothing" }
    switch line.verb {
    case .selfTrade: return "'self-trade' belongs to the venue (self_trade_prevention)"
    case .show: return "'show' is for marketlab book"
    case .submit, .cancel, .cancelAll, .replace, .advance, nil: return nil
    }
  }

  private static func request(
    of line: BookScriptLine, names: inout [String: ClientOrderID]
  ) -> Request? {
    switch line.verb {
    case .submit(let order):
      var made = order.order
      made.id = id(order.name, in: &names)
      return .submit(made)
    case .cancel(let name): return .cancel(id(name, in: &names))
    case .cancelAll(let side): return .cancelAll(side)
    case .replace(let name, let quantity, let price):
      return .replace(id(name, in: &names), quantity, price)
    case .selfTrade, .show, .advance, nil: return nil
    }
  }

  /// - Complexity: O(length of the name).
  private static func id(
    _ name: String, in names: inout [String: ClientOrderID]
  ) -> ClientOrderID {
    if let id = names[name] { return id }
    let id = ClientOrderID(UInt64(names.count + 1))
    names[name] = id
    return id
  }
}
