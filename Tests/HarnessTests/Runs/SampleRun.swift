import Foundation
import SimKernel
import TestSupport

@testable import Harness

/// A small market in a folder of its own.
struct SampleRun {
  let folder: TemporaryFolder
  let path: String

  static let text = """
    description: Half a minute of noise
    seed: 42
    clock: {start: "09:30:00", end: "09:30:30"}
    instruments:
      - {symbol: ABM, tick: 0.01, lot: 1, currency: USD, open_price: 100.00}
      - {symbol: XYZ, tick: 0.005, lot: 10, currency: USD, open_price: 10.00}
    venues:
      - {name: XLIT, kind: lit, processing: 500 ns, fees: {maker: -0.20 bps, taker: 0.30 bps}}
    agents:
      - {name: noise, type: noise, count: 40, instrument: ABM, latency: retail, wake_every: 2 s}
      - {name: other, type: noise, count: 5, instrument: XYZ, latency: cloud, wake_every: 2 s}
      - {name: maker, type: market_maker, instrument: ABM, latency: colo, refresh_every: 100 ms}
    """

  init(_ text: String = SampleRun.text) throws {
    folder = try TemporaryFolder()
    path = try folder.write("sample.yaml", text: text)
  }

  func setup(
    seed: UInt64? = nil, _ overrides: [String] = [], tieOrder: TieOrder = .sequence
  ) throws -> RunSetup {
    try RunSetup(path: path, seed: seed, overrides: overrides, tieOrder: tieOrder)
  }

  func out(_ name: String) throws -> RunFolder {
    try RunFolder(folder.url.appendingPathComponent(name).path)
  }

  /// The journal of a finished run in a folder of its own.
  func journal(_ name: String, _ setup: RunSetup) throws -> String {
    let out = try out(name)
    _ = try out.run(setup, Runner.Options())
    return out.path + "/journal.mlj"
  }
}

func bytes(_ path: String) throws -> [UInt8] {
  [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
}

func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
