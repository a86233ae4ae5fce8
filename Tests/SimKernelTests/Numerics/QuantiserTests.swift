import SimKernel
import Testing

struct QuantiserTests {
  @Test(arguments: [
    (0.5, 0), (1.5, 2), (2.5, 2), (-0.5, 0), (-1.5, -2), (2.4999999999999996, 2), (-7.6, -8),
    (0.49999999999999994, 0),
  ])
  func `halves round to the even integer`(value: Double, expected: Int64) {
    #expect(Quantiser.integer(value, in: -10...10) == expected)
  }

  @Test(arguments: [Double.nan, -.nan, .infinity, -.infinity, .signalingNaN])
  func `what is not finite has no integer`(value: Double) {
    #expect(Quantiser.integer(value, in: -10...10) == nil)
  }

  @Test(arguments: [(10.5, 10), (1e300, 10), (-10.6, -10), (-1e300, -10), (9.6, 10)])
  func `a value outside the range becomes its nearer end`(value: Double, expected: Int64) {
    #expect(Quantiser.integer(value, in: -10...10) == expected)
  }

  @Test func `the whole range of 64 bits is allowed`() {
    #expect(Quantiser.integer(0x1p63, in: .min ... .max) == .max)
    #expect(Quantiser.integer(-0x1p63, in: .min ... .max) == .min)
    #expect(Quantiser.integer(-0x1p70, in: .min ... .max) == .min)
    #expect(Quantiser.integer(0x1p63 - 1024, in: .min ... .max) == Int64.max - 1023)
    #expect(Quantiser.integer(0x1p60, in: 0...((1 << 60) + 1)) == 1 << 60)
  }

  @Test func `prices, quantities and durations stay within the kernel's limits`() {
    #expect(Quantiser.price(ticks: 1e12)?.isWithinLimit == true)
    #expect(Quantiser.price(ticks: -1e12)?.isWithinLimit == true)
    #expect(Quantiser.price(ticks: 99.5)?.ticks == 100)
    #expect(Quantiser.quantity(lots: -3)?.lots == 0)
    #expect(Quantiser.quantity(lots: 1e12)?.lots == Quantity.orderLimit - 1)
    #expect(Quantiser.duration(nanoseconds: -5)?.nanoseconds == 0)
    #expect(Quantiser.duration(nanoseconds: 1_500.5)?.nanoseconds == 1_500)
    #expect(Quantiser.duration(nanoseconds: .nan) == nil)
  }
}
