import Scenarios
import Testing

@testable import Harness

/// The two halves of recorded markets against Fixtures/LobBench/lob_bench.py.
struct LobBenchRealDataTests {
  typealias Data = RealData

  private func check(messages: String, book: String, _ expected: String) throws {
    let halves = try LobBenchFigures.read(messages: Data.path(messages), book: Data.path(book))
      .halves
    let report = try LobBench.scores(
      real: [halves[0]], generated: [halves[1]], resampling: LobBenchResampling(draws: 0))
    LobBenchFigures.expect(report, try JSONValue(parsing: expected), messages)
  }

  @Test(.enabled(if: Data.isAvailable(Data.appleMessages, Data.appleBook), "no LOBSTER files"))
  func `the first minutes of Apple at ten levels, half against half`() throws {
    try check(messages: Data.appleMessages, book: Data.appleBook, Self.apple)
  }

  @Test(.enabled(if: Data.isAvailable(Data.amazonMessages, Data.amazonBook), "no LOBSTER files"))
  func `a day of Amazon's best quotes, half against half`() throws {
    try check(messages: Data.amazonMessages, book: Data.amazonBook, Self.amazon)
  }

  private static let apple = """
    {"scores": {
      "ask_cancellation_depth": {"l1": 0.280164896147138, "wasserstein": 0.29223628347495356},
      "ask_cancellation_levels": {"l1": 0.16190476190476188, "wasserstein": 0.39806503596540044},
      "ask_volume": {"l1": 0.5273346693386773, "wasserstein": 0.6607917257115643},
      "ask_volume_touch": {"l1": 0.3671382765531062, "wasserstein": 0.3966651350209433},
      "ask_volume|spread": {"l1": 0.6292346663594124, "wasserstein": 0.9315214354476639},
      "bid_cancellation_depth": {"l1": 0.34062500000000007, "wasserstein": 0.4573718040598985},
      "bid_cancellation_levels": {"l1": 0.275365141187926, "wasserstein": 0.5136152707085151},
      "bid_volume": {"l1": 0.3717635270541082, "wasserstein": 0.8839323892138589},
      "bid_volume_touch": {"l1": 0.3277635270541082, "wasserstein": 0.2842785883518231},
      "limit_ask_order_depth": {"l1": 0.41118568232662195, "wasserstein": 0.3130631405036685},
      "limit_ask_order_levels": {"l1": 0.15709669400944568, "wasserstein": 0.37417197591014717},
      "limit_bid_order_depth": {"l1": 0.3568977350720659, "wasserstein": 0.5174723728593082},
      "limit_bid_order_levels": {"l1": 0.26916037520018304, "wasserstein": 0.53026214704679},
      "log_inter_arrival_time": {"l1": 0.23757555271184938, "wasserstein": 0.29575098043836284},
      "log_time_to_cancel": {"l1": 0.3209766034940429, "wasserstein": 0.4034489480908159},
      "ofi": {"l1": 0.7424122807017544, "wasserstein": 0.6436237842520316},
      "ofi_down": {"l1": 0.6572622779519333, "wasserstein": 0.6873509654121209},
      "ofi_stay": {"l1": 0.6957771114442779, "wasserstein": 0.6290000853941304},
      "ofi_up": {"l1": 0.8361111111111111, "wasserstein": 0.6854113231641045},
      "orderbook_imbalance": {"l1": 0.21316633266533064, "wasserstein": 0.40888180219808273},
      "spread": {"l1": 0.415623246492986, "wasserstein": 0.3967898675333651},
      "spread|hour": {"l1": 0.29525450901803607, "wasserstein": 0.3967898675333651},
      "spread|volatility": {"l1": 1.0, "wasserstein": 0.0},
      "vol_per_min": {"l1": 0.37142857142857133, "wasserstein": 0.36807042282929775}
    }, "impact": {
      "events": {
        "CA_0": null,
        "CA_1": 48.05141326800795,
        "LO_0": 67.51358580638487,
        "LO_1": 32.574746395426516,
        "MO_0": 75.92102007469654,
        "MO_1": 49.449937275825114
      },
      "score": null
    }}
    """

  private static let amazon = """
    {"scores": {
      "ask_cancellation_depth": {"l1": 0.28418659417262004, "wasserstein": 0.6316236024167108},
      "ask_cancellation_levels": {"l1": 0.0, "wasserstein": null},
      "ask_volume": {"l1": null, "wasserstein": null},
      "ask_volume_touch": {"l1": 0.12294554356069745, "wasserstein": 0.10898506664058016},
      "ask_volume|spread": {"l1": 0.1963588961970978, "wasserstein": 0.17611213857940067},
      "bid_cancellation_depth": {"l1": 0.1933377899761449, "wasserstein": 0.44521840745835684},
      "bid_cancellation_levels": {"l1": 0.0, "wasserstein": null},
      "bid_volume": {"l1": null, "wasserstein": null},
      "bid_volume_touch": {"l1": 0.15768516167096902, "wasserstein": 0.07852107579330198},
      "limit_ask_order_depth": {"l1": 0.3012866577938164, "wasserstein": 0.6413415112129071},
      "limit_ask_order_levels": {"l1": 0.0, "wasserstein": null},
      "limit_bid_order_depth": {"l1": 0.2531234755477383, "wasserstein": 0.5366945862865707},
      "limit_bid_order_levels": {"l1": 0.0, "wasserstein": null},
      "log_inter_arrival_time": {"l1": 0.051726620797530556, "wasserstein": 0.01593124110574485},
      "log_time_to_cancel": {"l1": 0.10708359847952634, "wasserstein": 0.06571055119083699},
      "ofi": {"l1": 0.13537954680641104, "wasserstein": 0.21100056258625077},
      "ofi_down": {"l1": 0.1426394380463943, "wasserstein": 0.23144276786368045},
      "ofi_stay": {"l1": 0.13764352780694508, "wasserstein": 0.21865080988859317},
      "ofi_up": {"l1": 0.13211352667340173, "wasserstein": 0.19116703035285165},
      "orderbook_imbalance": {"l1": 0.06806956544484687, "wasserstein": 0.08565684169254359},
      "spread": {"l1": 0.26495205696861046, "wasserstein": 0.5853404942491314},
      "spread|hour": {"l1": 0.8870937288121109, "wasserstein": 0.054606039769247085},
      "spread|volatility": {"l1": 1.0, "wasserstein": 0.0},
      "vol_per_min": {"l1": 0.08327410566216538, "wasserstein": 0.04319592785585603}
    }, "impact": {
      "events": {
        "CA_0": 2.792232414007758,
        "CA_1": 3.701808771763122,
        "LO_0": 3.7478362084301606,
        "LO_1": 8.18628419376161,
        "MO_0": 39.41722778115147,
        "MO_1": 30.599353243702396
      },
      "score": 14.74079043546942
    }}
    """
}
