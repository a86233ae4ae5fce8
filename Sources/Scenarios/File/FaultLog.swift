/// The faults found so far, with a limit on how many are kept.
struct FaultLog {
  /// A file that is wrong everywhere need not be listed to its end.
  static let limit = 200

  private(set) var faults: [ScenarioFault] = []

  mutating func add(_ place: SourcePlace, _ message: String) {
    guard faults.count < FaultLog.limit else { return }
    faults.append(ScenarioFault(place: place, message: message))
  }

  /// The faults in the order of the text: files as they were read, then arguments.
  func sorted(files: [String]) -> [ScenarioFault] {
    func key(_ fault: ScenarioFault) -> (Int, Int, Int) {
      switch fault.place {
      case .file(let file, let line, let column):
        (files.firstIndex(of: file) ?? files.count, line, column)
      case .argument: (files.count + 1, 0, 0)
      }
    }
    // The standard sort does not promise stability; the position settles ties.
    return faults.enumerated()
      .sorted { left, right in
        let (first, second) = (key(left.element), key(right.element))
        return first == second ? left.offset < right.offset : first < second
      }
      .map(\.element)
  }
}
