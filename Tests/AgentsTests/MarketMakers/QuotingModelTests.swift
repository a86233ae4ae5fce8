import Foundation
import SimKernel
import Testing

@testable import Agents

/// The closed forms of market making give the published numbers.
struct QuotingModelTests {
  private static func isClose(_ found: Double?, _ expected: Double, within: Double = 1e-9) -> Bool {
    guard let found else { return false }
    return abs(found - expected) <= within * abs(expected)
  }

  @Test func `Avellaneda and Stoikov's spread and reservation price`() {
    let model = AvellanedaStoikov(gamma: 0.1, sigma: 2, k: 1.5)
    for (inventory, timeLeft) in [(0.0, 1.0), (3, 0.5), (-2, 0.005), (1.5, 0)] {
      let distances = model.distances(inventory: inventory, timeLeft: timeLeft)
      let spread = 0.1 * 4 * timeLeft + 2 / 0.1 * log(1 + 0.1 / 1.5)
      let reservation = -inventory * 0.1 * 4 * timeLeft
      #expect(QuotingModelTests.isClose(distances.bid, spread / 2 - reservation))
      #expect(QuotingModelTests.isClose(distances.ask, spread / 2 + reservation))
    }
    // Its mean over the paper's 200 steps is the spread of the published table, 1.491770.
    let spreads = (0..<200).map { step -> Double in
      let distances = model.distances(inventory: 0, timeLeft: 1 - Double(step) * 0.005)
      return (distances.bid ?? 0) + (distances.ask ?? 0)
    }
    #expect(abs(spreads.reduce(0, +) / 200 - 1.491770) < 1e-6)
  }

  @Test func `Gueant, Lehalle and Fernandez-Tapia's stationary distances`() {
    let model = GueantLehalle(a: 0.9, k: 0.3, sigma: 0.3, gamma: 0.01, bound: 30)
    let published = [
      3.108684551848816, 3.176796463992966, 3.2449191458465205, 3.313045418751674,
      3.3811681006052288, 3.4492800127493783, 3.5173739868575766,
    ]
    for (inventory, expected) in zip(-3...3, published) {
      let found = model.distances(inventory: Double(inventory), timeLeft: 1)
      let mirrored = model.distances(inventory: Double(-inventory), timeLeft: 1)
      #expect(QuotingModelTests.isClose(found.bid, expected), "\(inventory)")
      #expect(mirrored.ask == found.bid)
    }
    // The published table to its six decimals.
    #expect(abs(published[0] - 3.108685) < 5e-7 && abs(published[6] - 3.517374) < 5e-7)
  }

  /// The residual of the eigenvalue equation, row by row, says the same without a table.
  @Test(arguments: [1, 2, 10, 60])
  func `the quotes solve the eigenvalue problem at any bound`(bound: Int64) throws {
    let (a, k, sigma, gamma) = (1.4, 0.7, 0.9, 0.2)
    let model = GueantLehalle(a: a, k: k, sigma: sigma, gamma: gamma, bound: bound)
    let constant = log(1 + gamma / k) / gamma
    let alpha = k * gamma * sigma * sigma / 2
    let eta = a * pow(1 + gamma / k, -(1 + k / gamma))
    var eigenvalues: [Double] = []
    for q in -bound...bound {
      let distances = model.distances(inventory: Double(q), timeLeft: 0)
      #expect((distances.bid == nil) == (q == bound))
      #expect((distances.ask == nil) == (q == -bound))
      let up = distances.bid.map { exp(-k * ($0 - constant)) } ?? 0
      let down = distances.ask.map { exp(-k * ($0 - constant)) } ?? 0
      eigenvalues.append(alpha * Double(q * q) - eta * (up + down))
    }
    let scale = alpha * Double(bound * bound) + 2 * eta
    for eigenvalue in eigenvalues { #expect(abs(eigenvalue - eigenvalues[0]) < 1e-10 * scale) }
  }

  private static func carteaJaimungal(phi: Double, alpha: Double, steps: Int) -> CarteaJaimungal {
    CarteaJaimungal(
      CarteaJaimungal.Parameters(
        lambda: 1, kappa: 100, alpha: alpha, phi: phi, bound: 3, horizon: 30, steps: steps))
  }

  @Test(arguments: [1, 7, 300])
  func `Cartea and Jaimungal's distances, whatever the steps of the table`(steps: Int) {
    let published = [
      0.0036580531642771905, 0.007163558871644122, 0.00914757832131456, 0.01085242167868544,
      0.012836441128355879, 0.01634194683572281,
    ]
    let model = QuotingModelTests.carteaJaimungal(phi: 2e-5, alpha: 1e-4, steps: steps)
    for (inventory, expected) in zip(-3...2, published) {
      let found = model.distances(inventory: Double(inventory), timeLeft: 30)
      #expect(QuotingModelTests.isClose(found.bid, expected), "\(inventory)")
    }
    #expect(abs(published[0] - 0.00365805) < 5e-9 && abs(published[5] - 0.01634195) < 5e-9)
    let free = QuotingModelTests.carteaJaimungal(phi: 0, alpha: 0, steps: steps)
    let table = [0.00386029, 0.00732603, 0.00920828, 0.01079172, 0.01267397, 0.01613971]
    for (inventory, expected) in zip(-3...2, table) {
      let found = free.distances(inventory: Double(inventory), timeLeft: 30).bid ?? 0
      #expect(abs(found - expected) < 5e-9, "\(inventory)")
    }
  }

  @Test func `at the end Cartea and Jaimungal's quotes are those of the final penalty`() {
    let model = QuotingModelTests.carteaJaimungal(phi: 2e-5, alpha: 1e-4, steps: 10)
    for q in -3..<3 {
      let found = model.distances(inventory: Double(q), timeLeft: 0).bid
      let expected = 0.01 + 1e-4 * Double((q + 1) * (q + 1) - q * q)
      #expect(QuotingModelTests.isClose(found, expected), "\(q)")
    }
    #expect(model.distances(inventory: 3, timeLeft: 0).bid == nil)
    #expect(model.distances(inventory: -3, timeLeft: 0).ask == nil)
  }
}
