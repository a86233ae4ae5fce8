import SimKernel
import Testing

struct ParameterTests {
  private static let declared = [
    Parameter("size", .quantity, "lots"),
    Parameter("wait", .duration(.zero ... .hours(1)), "pause", default: .duration(.seconds(2))),
    Parameter("limit", .price, "worst price", default: .absent),
  ]

  @Test func `values come in the order of their declarations with the defaults filled in`() {
    let values = ParameterValues(
      [("size", .quantity(Quantity(lots: 3)))], declared: ParameterTests.declared)
    #expect(values.entries.map(\.name) == ["size", "wait", "limit"])
    #expect(values.quantity("size") == Quantity(lots: 3))
    #expect(values.duration("wait") == .seconds(2))
    #expect(!values.has("limit"))
  }

  @Test func `a given value stands before a default`() {
    let values = ParameterValues(
      [
        ("limit", .price(Price(ticks: 5))), ("size", .quantity(Quantity(lots: 1))),
        ("wait", .duration(.zero)),
      ], declared: ParameterTests.declared)
    #expect(values.duration("wait") == .zero)
    #expect(values.price("limit") == Price(ticks: 5))
  }

  @Test func `a kind admits its range and nothing else`() {
    #expect(ParameterKind.integer(1...5).admits(.integer(5)))
    #expect(!ParameterKind.integer(1...5).admits(.integer(6)))
    #expect(!ParameterKind.integer(1...5).admits(.number(3)))
    #expect(!ParameterKind.quantity.admits(.quantity(.zero)))
    #expect(!ParameterKind.quantity.admits(.quantity(Quantity(lots: Quantity.orderLimit))))
    #expect(!ParameterKind.price.admits(.price(Price(ticks: Price.limit))))
    #expect(!ParameterKind.number(0...1).admits(.number(.nan)))
    #expect(!ParameterKind.probability.admits(.probability(1.01)))
    #expect(!ParameterKind.basisPoints.admits(.basisPoints(BasisPoints(tenThousandths: .min))))
    #expect(!ParameterKind.choice(["a", "b"]).admits(.choice("c")))
    #expect(!ParameterKind.text.admits(.absent))
  }

  @Test func `values print as scenario files write them`() {
    #expect(ParameterValue.duration(.microseconds(15)).description == "15 us")
    #expect(ParameterValue.duration(.nanoseconds(1_500)).description == "1500 ns")
    #expect(ParameterValue.duration(.zero).description == "0 ns")
    #expect(ParameterValue.timeOfDay(.zero + .hours(9)).description == "09:00:00")
    #expect(
      ParameterValue.timeOfDay(.zero + .milliseconds(50)).description == "00:00:00.05")
    #expect(
      ParameterValue.basisPoints(BasisPoints(tenThousandths: -2_000)).description == "-0.20 bps")
    #expect(ParameterValue.basisPoints(BasisPoints(tenThousandths: 1)).description == "0.0001 bps")
  }

  @Test func `the shifted gamma needs a positive shift`() {
    let model = LatencyModelDeclaration.shiftedGamma
    func faults(_ oneWay: Int64, _ jitter: Int64) -> [String] {
      let values = ParameterValues(
        [
          ("one_way", .duration(.microseconds(oneWay))),
          ("jitter", .duration(.microseconds(jitter))),
        ], declared: model.parameters)
      return model.check(values).map(\.message)
    }
    #expect(faults(25, 5) == [])
    #expect(faults(10, 5) == ["jitter is 5 us, allowed is less than half of one_way, 10 us"])
  }
}
