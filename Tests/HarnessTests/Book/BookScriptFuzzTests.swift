import Agents
import Harness
import SimKernel
import TestSupport
import Testing

/// Mutated scripts either run or are refused with a place; none of them crashes or hangs.
struct BookScriptFuzzTests {
  private static let seeds = 0..<UInt64(isFullScale ? 100_000 : 1_000)

  private static let lines = [
    "sell A1 4 @ 101 -> accepted", "buy B1 10 @ 101 ioc -> filled 4 @ 101, cancelled 6",
    "at 09:30:00 as ann buy B2 9 @ 100 iceberg 3 until 10:00:00.5", "as ann cancel all sell",
    "sell S1 5 @ 98 stop 99 day", "buy S2 5 stop 102 protect 104", "replace B2 qty 3 price 102",
    "self-trade decrement", "advance 5 s -> B2 expired 9", "cancel A1 -> cancelled 4 requested",
    "sell A2 7 @ 99 post hidden", "buy B3 20_000 market fok", "as ann sell A3 5 @ 100 gtc",
    "show -> bids: 5 @ 100 (1), 7 @ 99 (2) | asks: none", "advance 0.25 ms # a comment",
    "replace A3 price -2147483647", "cancel all -> nothing",
  ]

  private static let words = [
    "buy", "sell", "cancel", "all", "replace", "qty", "price", "self-trade", "both", "oldest", "at",
    "as", "ann", "A1", "B2", "S1", "@", "market", "ioc", "fok", "day", "until", "09:30:00", "5 s",
    "9 h", "post", "hidden", "iceberg", "stop", "protect", "->", ",", "|", "(", ")", ":", "show",
    "#",
    "0", "-1", "1", "100", "2147483647", "2147483648", "-2147483648", "4611686018427387903",
    "9223372036854775807", "99999999999999999999", "none", "bids:", "asks:", "filled", "accepted",
    "2305843009 s", "0.000000001 s", "\r", "\t", "é", "\u{0}", "-", ">", "\\",
  ]

  private static func script(_ random: inout SplitMix64) -> String {
    var script: [String] = []
    for _ in 0..<random.integer(in: 1...12) {
      var line = random.element(of: lines)
      let mutations: Int64 = random.chance(percent: 70) ? 0 : random.integer(in: 1...3)
      for _ in 0..<mutations { mutate(&line, &random) }
      script.append(line)
    }
    return script.joined(separator: "\n")
  }

  private static func mutate(_ line: inout String, _ random: inout SplitMix64) {
    var parts = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let place = Int(random.integer(in: 0...Int64(parts.count - 1)))
    switch random.integer(in: 0...4) {
    case 0: parts[place] = random.element(of: words)
    case 1: parts.insert(random.element(of: words), at: place)
    case 2: parts.remove(at: place)
    case 3: parts = Array(parts.prefix(place)) + parts
    default:
      var scalars = Array(parts[place].unicodeScalars)
      let byte = UInt8(random.integer(in: 1...255))
      scalars.insert(Unicode.Scalar(byte), at: Int(random.integer(in: 0...Int64(scalars.count))))
      parts[place] = scalars.map { String($0) }.joined()
    }
    line = parts.joined(separator: " ")
  }

  @Test func `mutated scripts run or are refused with a place`() {
    var ran = 0
    for seed in Self.seeds {
      var random = SplitMix64(seed: seed)
      let text = Self.script(&random)
      do throws(BookScriptFaults) {
        let report = BookScriptRunner.run(try BookScript(parsing: text))
        ran += 1
        if report.text.isEmpty { Issue.record("seed \(seed): no text\n\(text)") }
      } catch {
        let lineCount = text.unicodeScalars.count { $0 == "\n" } + 1
        let hasPlaces = error.faults.allSatisfy { fault in
          (1...lineCount).contains(fault.line) && fault.column >= 1 && !fault.message.isEmpty
        }
        if error.faults.isEmpty || !hasPlaces { Issue.record("seed \(seed): \(error)\n\(text)") }
      }
    }
    print("Mutated BookScripts: \(Self.seeds.count), of which \(ran) ran")
    #expect(ran * 20 > Self.seeds.count)
  }
}
