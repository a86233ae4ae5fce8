import Foundation

@testable import Harness

/// The folder of recorded market data: `MARKETLAB_DATA`, or `../shared/data` beside the package.
enum RealData {
  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["MARKETLAB_DATA"] {
      return URL(fileURLWithPath: path)
    }
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root.deletingLastPathComponent().appendingPathComponent("shared/data")
  }()

  static func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// Whether a test that needs these files should run; under `MARKETLAB_REQUIRE_DATA=1` it does,
  /// and fails where they are absent.
  static func isAvailable(_ names: String...) -> Bool {
    if ProcessInfo.processInfo.environment["MARKETLAB_REQUIRE_DATA"] == "1" { return true }
    return names.allSatisfy { FileManager.default.fileExists(atPath: path($0)) }
  }

  /// The text of a recorded file, or of its first lines.
  static func lines(_ name: String, limit: Int = .max) throws -> String {
    let reader = try LineReader(path: path(name))
    var text = ""
    while reader.lineNumber < limit, try reader.advance() {
      text += String(decoding: reader.line, as: UTF8.self) + "\n"
    }
    return text
  }

  static let arlMessages = "mbo/ARL_2025-07-17_mbo.csv.xz"
  static let arlBook = "mbo/ARL_2025-07-17_mbp10_expected.csv.xz"
  static let amazonMessages = "lobster/AMZN_2012-06-21_34200000_57600000_message_1.csv.xz"
  static let amazonBook = "lobster/AMZN_2012-06-21_34200000_57600000_orderbook_1.csv.xz"
  static let appleMessages = "lobster/AAPL_2012-06-21_first999_message_10.csv.xz"
  static let appleBook = "lobster/AAPL_2012-06-21_first999_orderbook_10.csv.xz"
  static let appleHour = "lobster/AAPL_2012-06-21_34200000_37800000_message_50.csv.xz"
}
