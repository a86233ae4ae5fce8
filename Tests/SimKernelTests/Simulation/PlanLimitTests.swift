import Foundation
import TestSupport
import Testing

@testable import SimKernel

/// Plans that are refused by name, and leave nothing behind.
struct PlanLimitTests {
  private static func plan(venues: Int, instruments: Int, agents: Int) -> SimulationPlan {
    var plan = ProbeMarket.plan([], instruments: instruments)
    plan.venues = (0..<venues).map { VenueDescription(name: "V\($0)") }
    plan.participants = (0..<agents).map { number in
      SimulationPlan.Participant(
        name: "a/\(number)", type: "inert", agent: InertAgent(venueCount: 0, instrumentCount: 0))
    }
    return plan
  }

  private static func refusal(_ plan: SimulationPlan) -> PlanError? {
    do throws(PlanError) {
      _ = try Simulation(plan)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    (PlanSize(venues: 201, instruments: 100, agents: 1), PlanSize.Product.books),
    (PlanSize(venues: 1, instruments: 1_001, agents: 10_000), .accounts),
    (PlanSize(venues: 1_001, instruments: 1, agents: 10_000), .sessions),
  ])
  func `a product above its limit is refused`(size: PlanSize, product: PlanSize.Product) {
    let plan = PlanLimitTests.plan(
      venues: size.venues, instruments: size.instruments, agents: size.agents)
    #expect(PlanLimitTests.refusal(plan) == .tooLarge(size, product))
  }

  @Test func `products at their limits are not`() {
    #expect(PlanSize(venues: 200, instruments: 100, agents: 50_000).excesses == [])
    #expect(PlanSize(venues: 200, instruments: 100, agents: 100_000).excesses == [.sessions])
    let largest = PlanSize(venues: .max, instruments: .max, agents: .max)
    #expect(largest.excesses == PlanSize.Product.allCases)
    #expect(
      PlanSize(venues: .max, instruments: 2, agents: 0).text(.books)
        == "9223372036854775807 venues x 2 instruments are 18446744073709551614 books, "
        + "allowed are 20000")
  }

  @Test func `a limit of pending events that the queue cannot hold is refused`() {
    for limit in [0, -1, (1 << 30) + 1] {
      var plan = PlanLimitTests.plan(venues: 1, instruments: 1, agents: 1)
      plan.pendingEventLimit = limit
      #expect(PlanLimitTests.refusal(plan) == .pendingEventLimit(limit))
    }
  }

  @Test func `a venue without a step is refused`() {
    var plan = PlanLimitTests.plan(venues: 2, instruments: 1, agents: 1)
    plan.venues[1].lotSize = 0
    #expect(PlanLimitTests.refusal(plan) == .invalidStep(venue: "V1", 0))
  }

  @Test func `a plan that is refused for its names leaves no books behind`() throws {
    var plan = PlanLimitTests.plan(venues: 40, instruments: 50, agents: 2)
    plan.participants[1].name = "a/0"
    var pages: [Int] = []
    for _ in 0..<30 {
      #expect(PlanLimitTests.refusal(plan) == .duplicateName("a/0"))
      pages.append(try PlanLimitTests.residentPages())
    }
    // 2,000 empty books are more than a thousand pages; thirty times they would be forty thousand.
    #expect(pages[29] - pages[2] < 10_000, "\(pages)")
  }

  /// Pages of memory that this process occupies.
  private static func residentPages() throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    let fields = text.split(separator: " ")
    return try #require(Int(fields[1]))
  }
}
