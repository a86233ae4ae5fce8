extension LatencyModel {
  /// Always the same.
  public static func constant(_ duration: SimDuration) -> LatencyModel {
    LatencyModel(always: duration)
  }
}

extension LatencyModelDeclaration {
  public static var constant: LatencyModelDeclaration {
    LatencyModelDeclaration(
      name: "constant", summary: "every message takes the same time",
      parameters: [
        Parameter("one_way", .duration(delayRange), "time from one end to the other")
      ],
      make: { .constant($0.duration("one_way")) })
  }
}
