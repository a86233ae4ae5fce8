import SimKernel
import Testing

@testable import Scenarios

struct ScenarioReaderTests {
  @Test func `the top level is read with its defaults`() throws {
    let scenario = try read(sampleScenario)
    #expect(scenario.description == "A quiet half hour with two market makers and one buyer")
    #expect(scenario.seed == 42)
    #expect(scenario.clock.start == .zero + .hours(9) + .minutes(30))
    #expect(scenario.clock.end == .zero + .hours(10))
    #expect(try read(sample("seed: 42\n", "")).seed == 0)
    #expect(try read(sample("seed: 42", "seed: 18446744073709551615")).seed == .max)
  }

  @Test func `instruments hold prices in ticks`() throws {
    let scenario = try read(sampleScenario)
    #expect(
      scenario.instruments == [
        Scenario.Instrument(
          symbol: "ABM", tick: ExactDecimal(digits: 1, decimals: 2), lot: 1, currency: "USD",
          openPrice: Price(ticks: 100_000)),
        Scenario.Instrument(
          symbol: "BRK.B", tick: ExactDecimal(digits: 5, decimals: 2), lot: 1, currency: "USD",
          openPrice: Price(ticks: 8_247)),
      ])
  }

  @Test func `prices of an agent are in ticks of its own instrument`() throws {
    let buyer = try read(sampleScenario).agents[2]
    #expect(buyer.parameters.price("limit") == Price(ticks: 100_150))
    let other = sample("limit: 1001.50", "limit: 1001.50\n    instrument: BRK.B")
    #expect(try read(other).agents[2].parameters.price("limit") == Price(ticks: 20_030))
    let negative = sample("open_price: 1000.00", "open_price: -37.63")
    #expect(try read(negative).instruments[0].openPrice == Price(ticks: -3_763))
  }

  @Test func `venues hold fees as exact integers`() throws {
    let venues = try read(sampleScenario).venues
    #expect(venues.map(\.name) == ["XLIT", "YLIT"])
    #expect(venues[0].makerFee == BasisPoints(tenThousandths: -2_000))
    #expect(venues[0].takerFee == BasisPoints(tenThousandths: 3_000))
    #expect(venues[0].processing == .nanoseconds(500))
    #expect(venues[0].selfTradePrevention == .off)
    #expect(venues[1].makerFee == .zero)
    #expect(venues[1].processing == .zero)
    #expect(venues[1].selfTradePrevention == .cancelOldest)
  }

  @Test func `a venue takes every tick and lot where it demands no larger ones`() throws {
    let steps = sample("{name: YLIT,", "{name: YLIT, tick_size: 5, lot_size: 100,")
    let venues = try read(steps).venues
    #expect(venues.map(\.tickSize) == [1, 5])
    #expect(venues.map(\.lotSize) == [1, 100])
  }

  @Test(arguments: SelfTradePrevention.allCases)
  func `every self-trade prevention has a word`(_ mode: SelfTradePrevention) throws {
    let scenario = try read(sample("cancel_oldest", mode.word))
    #expect(scenario.venues[1].selfTradePrevention == mode)
  }

  @Test func `latency profiles are the built-in ones and then the file's`() throws {
    let profiles = try read(sampleScenario).latencyProfiles
    #expect(
      profiles.map(\.name) == [
        "colo", "proximity", "cloud", "retail", "adversarial", "desk", "wire",
      ])
    #expect(profiles[0][.data].pieces[0].parameters.duration("one_way") == .microseconds(25))
    #expect(profiles[3][.data].pieces[0].parameters.duration("jitter") == .milliseconds(5))
    #expect(profiles[5][.cancel].pieces[0].model == "shifted_gamma")
    #expect(profiles[6][.cancel].pieces[0].model == "constant")
    #expect(profiles[6][.entry].pieces[0].parameters.duration("one_way") == .microseconds(90))
  }

  @Test func `a file may redefine a built-in latency profile`() throws {
    let scenario = try read(
      sample("desk: {one_way: 120 us,", "colo: {one_way: 40 us,"),
      set: [
        "agents.buyer.latency=colo"
      ])
    #expect(
      scenario.latencyProfiles.map(\.name) == [
        "colo", "proximity", "cloud", "retail", "adversarial", "wire",
      ])
    #expect(
      scenario.latencyProfiles[0][.entry].pieces[0].parameters.duration("one_way")
        == .microseconds(40))
  }

  @Test func `agents resolve their names and take their types' defaults`() throws {
    let agents = try read(sampleScenario).agents
    #expect(agents.map(\.name) == ["noise", "maker", "buyer", "bridge", "story"])
    #expect(agents[0].count == 1_000)
    #expect(agents[0].stableName(999) == "noise/999")
    #expect(agents[0].latencyProfile == 3)
    #expect(agents[0].decisionLatency == .zero)
    #expect(agents[0].parameters.duration("wake_every") == .seconds(1))
    #expect(agents[1].decisionLatency == .microseconds(2))
    #expect(agents[1].parameters.choice("mode") == "passive")
    #expect(agents[2].count == 1)
    #expect(agents[2].parameters.side("side") == .buy)
    #expect(agents[2].parameters.quantity("quantity") == Quantity(lots: 20_000))
    #expect(agents[2].instrument == InstrumentIndex(0))
    #expect(agents[3].parameters.venue("other_venue") == VenueIndex(1))
    #expect(agents[3].parameters.instrument("other_instrument") == InstrumentIndex(1))
    #expect(agents[4].instrument == InstrumentIndex(1))
    #expect(agents[4].parameters.script("script") == "buy 10\nsell 5\n")
  }

  @Test func `an optional parameter may be left out`() throws {
    let buyer = try read(sample("    limit: 1001.50\n", "")).agents[2]
    #expect(!buyer.parameters.has("limit"))
  }

  @Test func `limits and records take their defaults where the file gives none`() throws {
    let scenario = try read(sampleScenario)
    #expect(scenario.limits.orderQuantity == Quantity(lots: 100_000))
    #expect(scenario.limits.openOrders == 50)
    #expect(scenario.limits.events == 1_000_000)
    #expect(scenario.limits.position == Scenario.Limits.standard.position)
    #expect(scenario.record == Scenario.Record(trades: true, allDeliveries: true))
    let bare = sampleScenario.split(separator: "limits:")[0]
    let defaults = try read(String(bare))
    #expect(defaults.limits == .standard)
    #expect(!defaults.record.fills)
    #expect(defaults.record == Scenario.Record(trades: true, allDeliveries: false))
  }

  @Test func `fills are recorded where the file says so`() throws {
    let text = sample("record: {", "record: {fills: true, ")
    #expect(try read(text).record.fills)
  }

  @Test func `all faults of a file are reported at once in the order of the text`() {
    let text = """
      seed: x
      agents: [{name: a, type: twap, latency: nowhere}]
      clock: {start: "10:00:00", end: "09:00:00"}
      instruments: 5
      venues: [{name: V, name: W, kind: lit, speed: 5}]
      """
    #expect(
      faults(text) == [
        "s.yaml:1:7: seed is 'x', allowed is an integer from 0 to 18446744073709551615",
        "s.yaml:2:10: agent 'a' has no key 'side', allowed is buy or sell",
        "s.yaml:2:10: agent 'a' has no key 'quantity', allowed is a whole number of lots from 1 "
          + "to 2147483647",
        "s.yaml:2:10: agent 'a' has no key 'from', allowed is a time of day from \"00:00:00\" to "
          + "\"24:00:00\", such as \"09:30:00\"",
        "s.yaml:2:10: agent 'a' has no key 'to', allowed is a time of day from \"00:00:00\" to "
          + "\"24:00:00\", such as \"09:30:00\"",
        "s.yaml:2:41: latency is 'nowhere', allowed is one of colo, proximity, cloud, retail, "
          + "adversarial",
        "s.yaml:3:33: end is 09:00:00, allowed is a time after start, 10:00:00",
        "s.yaml:4:14: instruments is 5, allowed is a list of instruments".replacing(
          "5,", with: "'5',"),
        "s.yaml:5:20: the key 'name' again, the first is at s.yaml:5:11",
        "s.yaml:5:40: unknown key 'speed' in venue 'V', allowed are name, kind, processing, fees, "
          + "cancel_on_disconnect, self_trade_prevention, tick_size, lot_size",
      ])
  }

  @Test func `a fault carries its file, line and column`() throws {
    let error = #expect(throws: ScenarioError.self) { try read(sample("seed: 42", "seed: x")) }
    let fault = try #require(error?.faults.first)
    #expect(fault.file == "s.yaml")
    #expect(fault.line == 2)
    #expect(fault.column == 7)
  }
}
